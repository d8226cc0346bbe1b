import { css } from 'lit';

/** What waits on this page: hatched rows, chips, dashed dots of the trail, and the list of all of it. */
export const queueStyles = css`
  .row.unsaved,
  .row.unsaved:hover {
    background-image: repeating-linear-gradient(
      135deg,
      var(--_surface-2) 0,
      var(--_surface-2) 6px,
      transparent 6px,
      transparent 12px
    );
  }
  .row.unsaved.selected {
    background-image: repeating-linear-gradient(
      135deg,
      var(--_accent-soft) 0,
      var(--_accent-soft) 6px,
      transparent 6px,
      transparent 12px
    );
  }
  [data-theme='contrast'] .row.unsaved {
    background-image: repeating-linear-gradient(
      135deg,
      var(--_surface-3) 0,
      var(--_surface-3) 3px,
      transparent 3px,
      transparent 12px
    );
  }
  .waiting {
    display: inline-flex;
    flex-wrap: wrap;
    margin: -1px 0;
  }
  .waiting > .chip {
    min-height: 20px;
    margin: 1px 6px 1px 0;
    padding: 1px 6px;
  }
  .waiting > .chip:last-child {
    margin-right: 0;
  }
  .chip.queued {
    background: none;
    box-shadow: none;
    padding: 0 6px;
    border: 1px dashed var(--_control-line);
    color: var(--_text-2);
  }
  .banner > .say {
    flex: 1;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .banner > .say > b {
    margin-right: 10px;
  }
  .banner-buttons {
    display: flex;
    flex: none;
    margin-left: 12px;
  }
  .banner-buttons > * + * {
    margin-left: 8px;
  }
  .banner-buttons > .sr + * {
    margin-left: 0;
  }
  .banner-buttons > .copied {
    align-self: center;
  }
  .more-banners {
    padding-top: 4px;
    padding-bottom: 4px;
  }
  .more-banners > .link {
    min-height: 24px;
  }
  .trail > li.queued::before {
    border-style: dashed;
    border-color: var(--_text-3);
  }
  .trail > li.refused-step::before {
    border-style: solid;
    border-color: var(--_warn);
    border-radius: 0;
    transform: rotate(45deg);
  }
  .trail > li.queued:focus {
    outline-offset: 1px;
    border-radius: 2px;
  }
  .trail > li.queued > .buttons {
    margin: 4px -4px -2px;
  }
  .trail > li.queued > .buttons > * {
    margin: 2px 4px;
  }
  /* Why the first button does not work yet, below them all. */
  .trail > li.queued > .buttons > .unseen {
    order: 1;
    flex: 1 0 100%;
  }
  .unseen:empty {
    display: none;
  }
  /* A button without a ground begins where the words above it do. */
  .trail > li.queued > .buttons > .quiet:first-child {
    margin-left: -5px;
  }
  .trail > li.queued > .refused {
    margin-top: 6px;
  }
  [data-theme='contrast'] .refused {
    box-shadow: inset 0 0 0 1.5px currentColor;
  }
  .trail .ask {
    color: var(--_text-2);
  }
  .waiting-part {
    padding-bottom: 4px;
  }
  .waiting-part > .meta {
    margin-bottom: 6px;
  }
  .waiting-topics > li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    padding: 6px 0;
    border-bottom: 1px solid var(--_line);
    font-size: var(--_fs-2);
  }
  .waiting-topics > li > .shape {
    margin-right: 8px;
  }
  .waiting-topics .own {
    flex: 1 0 100%;
    margin: 6px 0 2px;
  }
  .own > .buttons {
    margin-top: 8px;
  }
  .own > .buttons > .fine {
    margin-left: 10px;
  }
  .own > label > .field {
    color: var(--_text-2);
    background: var(--_surface-2);
  }
  .waiting-subject {
    padding: 8px 0 4px;
    border-top: 1px solid var(--_line);
    font-size: var(--_fs-2);
  }
  .waiting-subject > .trail {
    margin-top: 6px;
  }
  .empty > .sign {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    width: 44px;
    height: 44px;
    border-radius: 50%;
    background: var(--_surface-3);
    color: var(--_text-2);
  }
  .empty > .sign > .icon {
    width: 22px;
    height: 22px;
    stroke-width: 1.2;
  }
  .board[data-width='s'] .banner {
    flex-wrap: wrap;
  }
  .board[data-width='s'] .banner > .say {
    flex: 1 1 200px;
  }
  .board[data-width='s'] .banner-buttons {
    margin: 4px 0 0 auto;
    padding-left: 8px;
  }
  /* Above the bar of actions, which lies at the bottom there. */
  .board[data-width='s'][data-panel='open'] .toasts {
    bottom: 84px;
  }
`;
