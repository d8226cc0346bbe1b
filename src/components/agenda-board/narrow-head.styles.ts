import { css } from 'lit';

/** Header and toolbar of tags under 1100 px and under 720 px. */
export const narrowHeadStyles = css`
  /* The menu stands in the corner, the state beside the title where there is room, and who is here below, if anybody is. */
  .board[data-width='s'] .head {
    position: relative;
    flex-wrap: wrap;
    padding: 12px 54px 10px 14px;
  }
  .board[data-width='s'] .what,
  .board[data-width='s'] .who {
    display: contents;
  }
  .board[data-width='s'] .head > .spacer {
    display: none;
  }
  .board[data-width='s'] .head h2 {
    flex: 0 1 auto;
    min-width: 0;
    margin-right: 12px;
  }
  .board[data-width='s'] .head .editable {
    margin-right: 4px;
  }
  /* A field asks for twenty letters of its own accord, however short the title is. */
  .board[data-width='s'] .head .title-field {
    width: 0;
    min-width: 100%;
  }
  .board[data-width='s'] .head .menu-place {
    position: absolute;
    top: 3px;
    right: 4px;
    margin: 0;
  }
  .board[data-width='s'] .head [part='sync'] {
    order: 1;
    margin: 2px 0;
  }
  .board[data-width='s'] .facts {
    order: 2;
    flex: 1 0 100%;
    margin: 8px -40px 0 0;
  }
  .board[data-width='s'] .head .avatars {
    order: 3;
    margin: 6px 0 0;
  }
  .board[data-width='s'] .skeleton .head {
    display: block;
    padding: 12px 14px;
  }
  .board[data-width='s'] .skeleton .head > .meta {
    margin-top: 8px;
  }
  .board[data-width='m'] .head .contested > .key {
    flex-basis: 100%;
    margin: 2px 0 4px;
  }
  .board[data-width='s'] .tools {
    padding: 4px 8px 4px 14px;
  }
  /* The sign alone until somebody is in the field or has typed something. */
  .board[data-width='s'] .filter {
    flex: none;
    justify-content: center;
    width: var(--_control);
    padding: 0;
    border-color: transparent;
    background: none;
  }
  .board[data-width='s'] .filter > .icon {
    margin: 0;
  }
  .board[data-width='s'] .filter-field {
    flex: none;
    width: 0;
  }
  .board[data-width='s'] .filter:focus-within,
  .board[data-width='s'] .filter[data-filled] {
    flex: 100 1 96px;
    width: auto;
    padding: 0 8px 0 10px;
    border-color: var(--_control-line);
    background: var(--_surface);
  }
  .board[data-width='s'] .filter:focus-within > .icon,
  .board[data-width='s'] .filter[data-filled] > .icon {
    margin-right: 6px;
  }
  .board[data-width='s'] .filter:focus-within > .filter-field,
  .board[data-width='s'] .filter[data-filled] > .filter-field {
    flex: 1;
    width: auto;
  }
  .board[data-width='s'] .server-time,
  .board[data-width='s'] .undo,
  .board[data-width='s'] .keys {
    display: none;
  }
  .board[data-width='s'] .tools > .button {
    padding: 0 8px;
  }
  .board[data-width='s'] .tools > * {
    margin-right: 6px;
  }
  .board[data-width='s'] .contested {
    width: 100%;
    margin: 6px 0;
    padding: 6px 8px;
  }
  .board[data-width='s'] .contested > .key {
    flex-basis: 100%;
    margin-bottom: 4px;
  }
  .board[data-width='s'] .contested > .value {
    flex: 1 1 100%;
    min-height: 44px;
  }
  .board[data-width='s'] .contested > .value + .value {
    margin: 4px 0 0;
  }
  .board[data-width='s'] .contested em {
    margin-left: auto;
    padding-left: 8px;
  }
`;
