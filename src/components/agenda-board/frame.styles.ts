import { css } from 'lit';

/** Frame, toolbar, banners, and the two columns. */
export const frameStyles = css`
  .board {
    position: relative;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-3);
    box-shadow: var(--_shadow-1);
  }
  .tools {
    display: flex;
    align-items: center;
    flex-wrap: wrap;
    padding: 4px 12px 4px 20px;
    border-bottom: 1px solid var(--_line);
    background: var(--_surface-2);
  }
  /* Air above and below each: what does not fit stands on a line of its own, at the same edge. */
  .tools > * {
    margin: 4px 8px 4px 0;
  }
  .tools > .spacer {
    margin: 0;
  }
  /* Gives way before a tool has to. */
  .filter {
    display: inline-flex;
    align-items: center;
    flex: 100 1 132px;
    min-width: 0;
    max-width: 200px;
    height: var(--_control);
    padding: 0 8px 0 10px;
    border: 1px solid var(--_control-line);
    border-radius: var(--_radius-2);
    background: var(--_surface);
    color: var(--_text-3);
    font-size: var(--_fs-2);
  }
  .filter > .icon {
    margin-right: 6px;
  }
  .filter-field {
    flex: 1;
    min-width: 0;
    padding: 0;
    border: 0;
    background: none;
    color: var(--_text);
    font: inherit;
    -webkit-appearance: none;
    appearance: none;
  }
  .filter-field:focus {
    outline: none;
  }
  .filter:hover {
    border-color: var(--_text-3);
  }
  .filter:focus-within {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
  .filter-field::placeholder {
    color: var(--_text-3);
    opacity: 1;
  }
  .findings[aria-pressed='true'] {
    background: var(--_accent-soft);
    color: var(--_accent);
  }
  .server-time {
    white-space: nowrap;
  }
  .banner {
    display: flex;
    align-items: center;
    padding: 9px 20px;
    border-bottom: 1px solid var(--_line);
    font-size: var(--_fs-2);
    line-height: 1.5;
  }
  .banner > svg {
    margin-right: 10px;
  }
  .banner > .button {
    margin-left: 12px;
  }
  .banner.warn {
    background: var(--_warn-soft);
    color: var(--_warn-text);
  }
  .banner.bad {
    background: var(--_bad-soft);
    color: var(--_bad-text);
  }
  .banner.soon {
    background: var(--_soon-soft);
    color: var(--_soon-text);
  }
  .banner.idle {
    background: var(--_idle-soft);
    color: var(--_idle-text);
  }
  /* The only solid red area there is. */
  .banner.alarm {
    background: var(--_bad);
    color: var(--_surface);
  }
  .banner.alarm .shape {
    color: inherit;
  }
  .banner.alarm .shape .on {
    stroke: var(--_bad);
  }
  .banner.alarm .shape .on-dot {
    fill: var(--_bad);
  }
  .split {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
  }
  .board[data-panel='open'][data-width='l'] > .split {
    grid-template-columns: minmax(0, 1fr) 372px;
  }
  .board[data-width='l'][data-tight='yes'] > .split {
    grid-template-columns: minmax(0, 1fr) 340px;
  }
  .board[data-panel='open'][data-width='xl'] > .split {
    grid-template-columns: minmax(0, 1fr) 460px;
  }
  .main {
    min-width: 0;
  }
  .foot {
    display: flex;
    align-items: center;
    padding: 10px 20px;
    border-top: 1px solid var(--_line);
    margin-top: -1px;
  }
  .printed {
    display: none;
  }
  .keys > * {
    margin-left: 14px;
    white-space: nowrap;
  }
  .keys .link {
    color: var(--_text-3);
  }
`;
