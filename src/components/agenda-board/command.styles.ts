import { css } from 'lit';

/** Steps and their forms, and the comparison of what was seen with what stands there now. */
export const commandStyles = css`
  .commands {
    flex: none;
    position: -webkit-sticky;
    position: sticky;
    bottom: 0;
    z-index: 1;
    padding: 10px 18px;
    border-top: 1px solid var(--_line);
    background: var(--_surface);
    border-bottom-right-radius: var(--_radius-3);
  }
  .panel[data-form='open'] > .commands {
    max-height: 42vh;
    overflow-y: auto;
  }
  .lack {
    margin-top: 6px;
    color: var(--_text-2);
  }
  .lack > .link {
    margin-left: 6px;
  }
  .commands:empty {
    display: none;
  }
  .commands > .buttons {
    margin: -4px;
  }
  .commands > .buttons > .button {
    margin: 4px;
  }
  .command-form > label {
    display: block;
  }
  .command-form > * + * {
    margin-top: 8px;
  }
  .command-form > .buttons > * + * {
    margin-left: 8px;
  }
  .box .command-form {
    margin-top: 9px;
    color: var(--_text);
  }
  .command-form .held-back {
    margin-top: 4px;
  }
  .hold {
    flex: 1 1 80px;
    color: var(--_text-2);
  }
  .decisions {
    margin: 0;
    padding: 0;
    border: 0;
    font-size: var(--_fs-2);
  }
  .decisions > label {
    display: inline-flex;
    align-items: center;
    min-height: 28px;
    margin-right: 16px;
  }
  .decisions input {
    width: 16px;
    height: 16px;
    margin: 0 6px 0 0;
    accent-color: var(--_accent);
  }
  .refused {
    display: flex;
    padding: 8px 10px;
    border-radius: var(--_radius-2);
    background: var(--_warn-soft);
    color: var(--_warn-text);
    font-size: var(--_fs-2);
  }
  .refused > .shape {
    margin: 4px 8px 0 0;
  }
  .comparison {
    margin-top: 8px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-2);
    overflow: hidden;
    background: var(--_surface);
    color: var(--_text);
    font-size: var(--_fs-2);
  }
  .comparison > .line {
    display: grid;
    height: auto;
    grid-template-columns: 82px minmax(0, 1fr) minmax(0, 1fr);
    border-top: 1px solid var(--_line);
    font-size: var(--_fs-2);
    line-height: 1.6;
    overflow: hidden;
  }
  .comparison > .line:first-child {
    border-top: 0;
    background: var(--_surface-2);
    color: var(--_text-3);
    font-size: var(--_fs-1);
  }
  .comparison > .line > * {
    min-width: 0;
    padding: 6px 9px;
    overflow-wrap: anywhere;
  }
  .comparison > .line > * + * {
    border-left: 1px solid var(--_line);
  }
  .comparison .was {
    color: var(--_text-2);
  }
  .comparison .now {
    background: var(--_fresh);
  }
  [data-theme='contrast'] .comparison .now {
    box-shadow: inset 3px 0 0 var(--_text);
  }
  .writer {
    display: block;
    font-size: var(--_fs-1);
    font-weight: 400;
    color: var(--_text-3);
  }
  .looked {
    display: flex;
    align-items: center;
    margin-top: 2px;
    font-size: var(--_fs-1);
    font-weight: 400;
    min-height: 24px;
    white-space: nowrap;
  }
  .looked input {
    width: 15px;
    height: 15px;
    margin: 0 5px 0 0;
    accent-color: var(--_accent);
  }
`;
