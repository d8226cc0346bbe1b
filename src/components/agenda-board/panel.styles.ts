import { css } from 'lit';

/** Side panel: findings, fields, materials, trail, steps. */
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
    align-items: center;
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
    border-bottom: 1px solid var(--_line);
    font-size: var(--_fs-2);
  }
  .materials li > .icon {
    margin-right: 8px;
    color: var(--_text-3);
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

  .trail {
    position: relative;
    padding-left: 22px;
  }
  .trail::before {
    content: '';
    position: absolute;
    left: 6px;
    top: 8px;
    bottom: 10px;
    width: 1.5px;
    background: var(--_line-2);
  }
  .trail > li {
    position: relative;
    padding-bottom: 13px;
    font-size: var(--_fs-2);
    line-height: 1.5;
    overflow-wrap: anywhere;
  }
  .trail > li:last-child {
    padding-bottom: 0;
  }
  .trail > li::before {
    content: '';
    position: absolute;
    left: -20px;
    top: 6px;
    width: 9px;
    height: 9px;
    border: 2px solid var(--_line-2);
    border-radius: 50%;
    background: var(--_surface);
  }
  .trail b {
    font-weight: var(--_fw-medium);
  }
  .trail time {
    margin: 0 8px;
    font-size: var(--_fs-1);
    color: var(--_text-3);
    white-space: nowrap;
  }
  .trail > li.ok::before {
    border-color: var(--_ok);
    background: var(--_ok);
  }
  .trail > li.flaw::before {
    border-color: var(--_warn);
    border-radius: 0;
    background: var(--_warn);
    transform: rotate(45deg);
  }
  .trail > li.fork::before {
    border-color: var(--_warn);
    border-radius: 0;
    transform: rotate(45deg);
  }
  .trail > li.past::before {
    border-color: var(--_line-2);
  }
  .trail > li.after::before {
    border-color: var(--_warn);
    border-radius: 0;
    background: var(--_warn);
    box-shadow: inset 0 0 0 1.5px var(--_surface);
    transform: rotate(45deg);
  }
  .trail > li.next::before {
    border-style: dashed;
    border-color: var(--_accent);
  }
  .trail > li.next {
    color: var(--_text-3);
  }
  .trail > li.imported::before {
    border-style: dotted;
    border-color: var(--_text-3);
    border-radius: 1px;
  }
  /* Dotted always means: not witnessed here. */
  .imported > div {
    margin-left: -2px;
    padding: 7px 12px 9px;
    border: 2px dotted var(--_line-2);
    border-radius: var(--_radius-2);
  }
  .imported header {
    display: flex;
    align-items: center;
    color: var(--_text-2);
  }
  .imported header > * + * {
    margin-left: 7px;
  }
  .imported ol {
    margin: 5px 0 0;
  }
  .imported ol li {
    padding: 1px 0;
    color: var(--_text-2);
  }
  .imported p {
    margin-top: 5px;
  }
  .sealed {
    font: var(--_fs-1) / 1.4 var(--_font-mono);
    color: var(--_text-3);
    white-space: nowrap;
  }
  .sealed > i {
    display: inline-block;
    margin-right: 4px;
    padding: 0 1px;
    border: 1px solid;
    border-radius: 2px;
    color: var(--_seal);
    font: 11px/13px var(--_font-kai);
  }
  .sealed > .hash {
    margin-left: 4px;
  }
  .legend {
    margin-top: 14px;
  }

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
