import { css } from 'lit';

/** The strip inside a row, and the choice between two decisions. */
export const conflictStyles = css`
  .strip {
    grid-column: 2 / -1;
    display: flex;
    align-items: center;
    margin: 0 12px 11px;
    padding: 6px 6px 6px 10px;
    border-radius: var(--_radius-2);
    background: var(--_idle-soft);
    color: var(--_text-2);
    font-size: var(--_fs-2);
    line-height: 1.5;
  }
  .strip > .icon {
    margin: 0 8px 0 0;
  }
  .strip b {
    margin-right: 8px;
    color: var(--_text);
  }
  .strip .lost {
    margin-left: 10px;
  }
  .strip > .button {
    flex: none;
    margin-left: 12px;
  }
  .strip.warn {
    background: var(--_warn-soft);
    color: var(--_warn-text);
  }
  .strip.warn b {
    color: inherit;
  }
  .strip.warn .fine {
    color: inherit;
  }
  .settle {
    grid-column: 2 / -1;
    margin: 0 12px 14px;
    padding: 12px 14px 14px;
    border-radius: var(--_radius-2);
    background: var(--_warn-soft);
    color: var(--_text);
  }
  .settle > header {
    display: flex;
    align-items: flex-start;
    margin-bottom: 10px;
    color: var(--_warn-text);
    font-size: var(--_fs-2);
  }
  .settle > header > .icon {
    margin: 2px 8px 0 0;
  }
  .settle > header > b {
    flex: none;
    margin-right: 12px;
  }
  .options {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(260px, 1fr));
    grid-gap: 12px;
  }
  .option {
    display: block;
    min-width: 0;
    padding: 10px 14px 12px;
    border: 1px solid var(--_line-2);
    border-radius: var(--_radius-2);
    background: var(--_surface);
    cursor: pointer;
  }
  .option.on {
    border-color: var(--_accent);
    box-shadow: inset 0 0 0 1px var(--_accent);
  }
  .option-head {
    display: flex;
    align-items: center;
    font-size: var(--_fs-2);
  }
  .option-head > * + * {
    margin-left: 8px;
  }
  .option-title {
    display: flex;
    align-items: center;
    margin: 6px 0 4px;
    font-size: var(--_fs-4);
    line-height: 1.4;
    font-weight: var(--_fw-bold);
  }
  .option-title > input {
    width: 18px;
    height: 18px;
    margin: 0 9px 0 0;
    accent-color: var(--_accent);
  }
  .pairs {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    grid-gap: 3px 12px;
    font-size: var(--_fs-2);
  }
  .pairs > .k,
  .pairs > dt {
    color: var(--_text-3);
  }
  .why {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    grid-gap: 12px;
    align-items: end;
    margin-top: 12px;
  }
  .why .buttons > .button + .button {
    margin-left: 8px;
  }
  .why .held-back {
    margin-top: 4px;
  }
  .effect {
    margin-top: 6px;
    font-size: var(--_fs-2);
    color: var(--_text-2);
  }
  .refusal {
    flex-basis: 100%;
    margin-top: 6px;
    font-size: var(--_fs-2);
    color: var(--_bad-text);
  }
  [data-theme='contrast'] .strip,
  [data-theme='contrast'] .settle {
    box-shadow: inset 0 0 0 1.5px currentColor;
  }
`;
