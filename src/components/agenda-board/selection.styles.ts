import { css } from 'lit';

/** Selected rows, the bar for what is selected, rows in hand, and the list of keys. */
export const selectionStyles = css`
  .row.selected {
    background: var(--_accent-soft);
  }
  /* The number in a solid square, which is seen in grey as well; an open row has an edge instead. Nothing moves for it. */
  .row.selected > .c-order b {
    border-radius: 1px;
    background: var(--_accent);
    box-shadow: 0 0 0 4px var(--_accent);
    color: var(--_on-accent);
  }
  .selection {
    position: -webkit-sticky;
    position: sticky;
    bottom: 0;
    z-index: 4;
    display: flex;
    align-items: center;
    flex-wrap: wrap;
    padding: 6px 20px;
    border-top: 1px solid var(--_line-2);
    border-bottom: 1px solid var(--_line);
    background: var(--_surface);
    box-shadow: var(--_shadow-2);
    font-size: var(--_fs-2);
  }
  .selection > b {
    margin: 4px 12px 4px 0;
    font-weight: var(--_fw-medium);
  }
  .selection > .button {
    margin: 4px 0 4px 8px;
  }
  .board[data-width='s'] .selection {
    padding: 8px 14px;
  }
  .board[data-width='s'] .selection > b {
    flex: 1 0 100%;
    margin: 0 0 2px;
  }
  .board[data-width='s'] .selection > .spacer {
    display: none;
  }
  .board[data-width='s'] .selection > .button {
    flex: 1 1 0;
    margin-left: 0;
    padding: 0 4px;
  }
  .board[data-width='s'] .selection > .button + .button {
    margin-left: 8px;
  }
  .board[data-width='s'] .selection .icon {
    display: none;
  }
  .board[data-width='s'] .selection .icon + span {
    margin-left: 0;
  }

  /* What gets the focus is not to come to lie behind the bar. */
  .board[data-selecting='yes'] .row {
    scroll-margin-bottom: 60px;
  }
  .board[data-width='s'][data-selecting='yes'] .row {
    scroll-margin-bottom: 100px;
  }

  /* A finger scrolls and pinches as anywhere; what it holds is kept by refusing the scroll. */
  .row {
    touch-action: manipulation;
    -webkit-touch-callout: none;
  }
  .grip {
    width: 24px;
    margin-right: 0;
  }
  .grip[data-grip] {
    touch-action: manipulation;
  }
  .row.dragged {
    cursor: grabbing;
    -webkit-user-select: none;
    user-select: none;
  }

  .dialog.help {
    width: 860px;
  }
  .key-groups {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    grid-column-gap: 32px;
  }
  .board[data-width='s'] .key-groups {
    grid-template-columns: minmax(0, 1fr);
  }
  .help section > h4 {
    margin: 10px 0 4px;
    color: var(--_text-3);
    font-size: var(--_fs-1);
    font-weight: var(--_fw-medium);
  }
  .help .keys-list {
    display: block;
    margin: 0;
  }
  .keys-list > div {
    display: grid;
    grid-template-columns: 132px minmax(0, 1fr);
    grid-column-gap: 12px;
    padding: 3px 0;
  }
  .keys-list .stroke {
    color: var(--_text-3);
    display: inline-block;
    margin: 0 6px 2px 0;
    white-space: nowrap;
  }
  .board[data-width='s'] .keys-list > div {
    grid-template-columns: 116px minmax(0, 1fr);
  }
  .board[data-width='s'] .keys-list kbd {
    display: inline-block;
  }
  .letter-switch {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    grid-column-gap: 8px;
    align-items: center;
    min-height: var(--_control);
    margin: 12px 0 6px;
    padding: 6px 0;
    border-top: 1px solid var(--_line);
    border-bottom: 1px solid var(--_line);
    font-size: var(--_fs-2);
  }
  .letter-switch > input {
    width: 18px;
    height: 18px;
    margin: 3px;
    accent-color: var(--_accent);
  }
  .letter-switch > .fine {
    grid-column: 2;
  }

  /* Where keys are not shown, whoever comes by keyboard still reaches the list of them. */
  .board[data-width='s'] .keys {
    display: block;
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip: rect(0 0 0 0);
  }
  .board[data-width='s'] .keys:focus-within {
    position: static;
    width: auto;
    height: auto;
    overflow: visible;
    clip: auto;
    font-size: 0;
  }
  .board[data-width='s'] .keys:focus-within > .link {
    font-size: var(--_fs-2);
  }

  /* It has the focus only while nothing inside it can, and is no control. */
  .board:focus {
    outline: none;
  }
  .button.quiet[aria-disabled='true'] {
    background: transparent;
    opacity: 0.5;
  }
  @media (forced-colors: active) {
    .row.selected > .c-order b {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
  }
  @media print {
    .selection {
      display: none;
    }
  }
`;
