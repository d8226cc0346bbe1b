import { css } from 'lit';

/** Which meeting this is, its facts and registers, and who is here. */
export const headerStyles = css`
  .head {
    display: flex;
    align-items: center;
    padding: 14px 20px;
    border-bottom: 1px solid var(--_line);
  }
  .what {
    min-width: 0;
  }
  h2 {
    font-size: var(--_fs-5);
    line-height: var(--_lh-tight);
    font-weight: var(--_fw-bold);
  }
  /* A field as wide as its text: both lie in the same cell of a grid, and the hidden copy makes the size. */
  .editable {
    display: inline-grid;
    max-width: 100%;
    margin: -3px -8px;
  }
  .editable > * {
    grid-area: 1 / 1;
    padding: 2px 7px;
    border: 1px solid transparent;
    border-radius: var(--_radius-2);
    font: inherit;
    line-height: inherit;
  }
  .sizer {
    visibility: hidden;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    word-break: break-word;
    min-width: 8em;
    padding-right: 12px;
  }
  .title-field {
    width: 100%;
    min-width: 0;
    margin: 0;
    color: inherit;
    background: transparent;
    font: inherit;
    letter-spacing: inherit;
    resize: none;
    overflow: hidden;
  }
  .title-field:hover {
    border-color: var(--_line-2);
  }
  .title-field:focus {
    border-color: var(--_control-line);
    background: var(--_surface);
    outline-offset: 1px;
  }
  .title-field::placeholder {
    color: var(--_text-3);
    opacity: 1;
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    margin-top: 3px;
    font-size: var(--_fs-2);
    color: var(--_text-2);
  }
  .fact {
    margin-right: 18px;
  }
  .fact > .icon {
    margin-right: 5px;
    color: var(--_text-3);
  }
  .fact > span + span {
    margin-left: 12px;
  }
  .contested {
    display: inline-flex;
    flex-wrap: wrap;
    align-items: center;
    margin: 2px 14px 2px 0;
    padding: 2px 3px 2px 9px;
    border: 1.5px dashed var(--_warn);
    border-radius: var(--_radius-2);
    background: var(--_warn-soft);
    color: var(--_warn-text);
  }
  .contested > .key {
    margin-right: 8px;
    font-weight: var(--_fw-medium);
  }
  .contested > .key > .icon {
    margin-right: 5px;
  }
  .contested > .value {
    display: inline-flex;
    align-items: center;
    min-height: 26px;
    padding: 0 9px 0 7px;
    border: 1px solid var(--_control-line);
    border-radius: 4px;
    background: var(--_surface);
    color: var(--_text);
    font-size: inherit;
    cursor: pointer;
  }
  span.value {
    cursor: default;
  }
  .contested > .value + .value {
    margin-left: 4px;
  }
  .contested .ring {
    flex: none;
    width: 13px;
    height: 13px;
    margin-right: 7px;
    border: 1.5px solid var(--_control-line);
    border-radius: 50%;
  }
  .contested em {
    margin-left: 7px;
    font-size: var(--_fs-1);
    color: var(--_text-3);
  }
  .who {
    display: flex;
    align-items: center;
    flex: none;
    padding-left: 16px;
  }
  .who > * + * {
    margin-left: 10px;
  }
  .sync {
    display: inline-flex;
    align-items: center;
    font-size: var(--_fs-1);
    color: var(--_text-3);
    white-space: nowrap;
  }
  .sync > .dot {
    width: 7px;
    height: 7px;
    margin-right: 6px;
    border-radius: 50%;
    background: var(--_ok);
  }
  .sync.saving > .dot {
    width: 9px;
    height: 9px;
    background: none;
    border: 2px solid var(--_soon);
  }
  .sync.away > .dot {
    width: 10px;
    height: 10px;
    background: none;
    border: 1.5px dashed var(--_idle);
  }
  .sync.warn > .dot {
    border-radius: 0;
    background: var(--_warn);
  }
  .sync.bad > .dot {
    border-radius: 0;
    background: var(--_bad);
  }
  .sync.bad,
  .sync.warn {
    color: var(--_text-2);
    font-weight: var(--_fw-medium);
  }
  .skeleton .head {
    min-height: 74px;
  }
`;
