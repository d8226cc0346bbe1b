import { css } from 'lit';

/** Side panel: boxes, materials, fields. */
export const panelStyles = css`
  .panel {
    position: relative;
    display: flex;
    flex-direction: column;
    min-width: 0;
    border-left: 1px solid var(--_line);
    background: var(--_surface);
    border-bottom-right-radius: var(--_radius-3);
  }
  .panel:focus {
    outline: none;
  }
  @supports selector(:focus-visible) {
    .panel:focus:not(:focus-visible)::after {
      display: none;
    }
  }
  .panel:focus::after {
    content: '';
    position: absolute;
    top: 3px;
    right: 3px;
    bottom: 3px;
    left: 3px;
    /* Above the bar of actions, which is in sight too. */
    z-index: 2;
    border: 2px solid var(--_focus);
    border-radius: 8px;
    pointer-events: none;
  }
  /* Beside a long list the panel stays in sight while the list scrolls by; beside a short one the page itself scrolls. */
  .board[data-list='long'][data-width='l'] .panel,
  .board[data-list='long'][data-width='xl'] .panel {
    position: -webkit-sticky;
    position: sticky;
    top: 0;
    align-self: start;
    height: 100vh;
  }
  .panel-body {
    flex: 1 1 auto;
    min-height: 0;
    padding: 12px 18px 18px;
    overflow-y: auto;
  }
  /* What is decided on stays in sight above the form that decides it. */
  .board[data-list='short'] .panel[data-form='open'] > .panel-body {
    overflow-y: visible;
  }
  .panel[data-form='open'] .panel-head {
    position: -webkit-sticky;
    position: sticky;
    top: 0;
    z-index: 1;
    margin: -12px -18px 0;
    padding: 12px 18px 8px;
    border-bottom: 1px solid var(--_line);
    background: var(--_surface);
  }
  .panel-body > * + * {
    margin-top: 12px;
  }
  .bar {
    display: flex;
    align-items: center;
  }
  .topic-title {
    margin: 4px 0;
    font-size: var(--_fs-4);
    line-height: 1.4;
    font-weight: var(--_fw-bold);
    overflow-wrap: anywhere;
  }
  .topic-title.editable {
    display: grid;
    margin: 2px -8px 2px;
  }
  .byline {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    color: var(--_text-2);
  }
  .byline > * {
    margin-right: 12px;
  }
  .panel h4 {
    margin: 4px 0 6px;
    font-size: var(--_fs-2);
    font-weight: var(--_fw-bold);
  }
  .panel h4 .meta {
    margin-left: 6px;
    font-weight: 400;
  }
  .box > p {
    margin-top: 5px;
    color: var(--_text-2);
    text-wrap: pretty;
  }
  .box > .buttons {
    margin-top: 9px;
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
  }
  .buttons[hidden] {
    display: none;
  }
  .box > .buttons > * + *,
  .box .comparison + * {
    margin-left: 8px;
  }
  .materials li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    min-height: 34px;
    padding: 4px 0;
    border-bottom: 1px solid var(--_line);
    font-size: var(--_fs-2);
  }
  .materials li > .icon {
    margin-right: 8px;
    color: var(--_text-3);
  }
  .materials li > .light + .button {
    margin-left: 10px;
  }
  .material-name {
    flex: 1;
    min-width: 0;
    margin-right: 10px;
  }
  .fields {
    display: grid;
    grid-template-columns: repeat(6, minmax(0, 1fr));
    grid-gap: 10px;
    grid-auto-flow: row dense;
  }
  .fields > .whole {
    grid-column: span 6;
  }
  .fields > .half {
    grid-column: span 3;
  }
  .fields > .third {
    grid-column: span 2;
  }
  .fields > label {
    align-self: end;
  }
  .field[aria-invalid='true'],
  .title-field[aria-invalid='true'],
  .title-field[aria-invalid='true']:hover,
  .title-field[aria-invalid='true']:focus {
    border-color: var(--_bad);
    box-shadow: inset 0 0 0 1px var(--_bad);
  }
  .held-back {
    display: block;
    font-size: var(--_fs-1);
    color: var(--_bad-text);
  }
  .clash {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    padding: 6px 10px;
    border: 1.5px dashed var(--_warn);
    border-radius: var(--_radius-2);
    background: var(--_warn-soft);
    color: var(--_warn-text);
    font-size: var(--_fs-2);
    overflow-wrap: anywhere;
  }
  .clash .button + .button {
    margin-left: 8px;
  }
  .panel .contested {
    display: flex;
    margin: 0;
    font-size: var(--_fs-2);
  }
  .panel .contested > .value {
    margin: 2px 4px 2px 0;
  }
  .sealed-kind {
    display: block;
    padding: 5px 0;
    font-size: var(--_fs-2);
  }
  .remove-line {
    display: flex;
    align-items: center;
    flex-wrap: wrap;
  }
  .remove-line > * {
    margin: 0 10px 4px 0;
  }
  .leave-row {
    position: relative;
    padding: 8px 34px 10px 0;
    border-bottom: 1px solid var(--_line);
  }
  .leave ul {
    margin-bottom: 8px;
  }
  .leave li:not(.fields) {
    padding: 5px 0;
    border-bottom: 1px solid var(--_line);
    font-size: var(--_fs-2);
  }
  .remove-leave {
    position: absolute;
    right: -4px;
    bottom: 12px;
  }
`;
