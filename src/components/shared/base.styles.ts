import { css } from 'lit';

/** Looks that all tags share: type, lights, chips, offices, buttons, fields, boxes. Regions are styled by each tag. */
export const base = css`
  :host {
    display: block;
  }
  :host([hidden]) {
    display: none;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  .siban {
    font: 400 var(--_fs-3) / var(--_lh) var(--_font);
    font-variant-numeric: tabular-nums;
    line-break: strict;
    text-spacing-trim: trim-start;
    text-align: start;
    color: var(--_text);
    background: var(--_surface);
    -webkit-font-smoothing: antialiased;
  }
  h2,
  h3,
  h4,
  p,
  ol,
  ul,
  dl,
  dd,
  figure {
    margin: 0;
    padding: 0;
    font-weight: inherit;
    font-size: inherit;
  }
  ol,
  ul {
    list-style: none;
  }
  b,
  strong {
    font-weight: var(--_fw-bold);
  }
  em,
  i {
    font-style: normal;
  }
  .sr {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip: rect(0 0 0 0);
    white-space: nowrap;
  }
  .mono {
    font-family: var(--_font-mono);
    font-size: 0.92em;
  }
  .meta {
    color: var(--_text-3);
    font-size: var(--_fs-2);
  }
  .fine {
    color: var(--_text-3);
    font-size: var(--_fs-1);
  }
  .spacer {
    flex: 1;
  }

  .icon,
  .shape {
    flex: none;
    display: inline-block;
    width: 16px;
    height: 16px;
    vertical-align: -3px;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.4;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .icon.small,
  .shape {
    width: 14px;
    height: 14px;
    vertical-align: -2px;
  }
  .shape .on {
    stroke: var(--_surface);
    stroke-width: 1.9;
  }
  .shape .on-dot {
    fill: var(--_surface);
    stroke: none;
  }
  .shape.ok {
    color: var(--_ok);
  }
  .shape.soon {
    color: var(--_soon);
    stroke-width: 1.6;
  }
  .shape.warn {
    color: var(--_warn);
    stroke-width: 1;
  }
  .shape.bad {
    color: var(--_bad);
  }
  .shape.idle,
  .shape.done {
    color: var(--_idle);
    stroke-width: 1.6;
  }

  .light {
    display: inline-flex;
    align-items: baseline;
    font-size: var(--_fs-2);
    font-weight: var(--_fw-medium);
    line-height: 1.5;
  }
  .light > .shape {
    margin-right: 6px;
    align-self: flex-start;
    margin-top: 3px;
  }
  .light.ok {
    color: var(--_ok-text);
  }
  .light.soon {
    color: var(--_soon-text);
  }
  .light.warn {
    color: var(--_warn-text);
  }
  .light.bad {
    color: var(--_bad-text);
  }
  .light.idle,
  .light.done {
    color: var(--_idle-text);
  }

  .chip {
    display: inline-flex;
    align-items: center;
    min-height: 22px;
    padding: 0 8px 0 6px;
    border-radius: var(--_radius-1);
    font-size: var(--_fs-1);
    font-weight: var(--_fw-medium);
    white-space: nowrap;
    background: var(--_idle-soft);
    color: var(--_idle-text);
  }
  .chip > svg {
    width: 13px;
    height: 13px;
    margin-right: 5px;
  }
  .chip.ok {
    background: var(--_ok-soft);
    color: var(--_ok-text);
  }
  .chip.soon {
    background: var(--_soon-soft);
    color: var(--_soon-text);
  }
  .chip.warn {
    background: var(--_warn-soft);
    color: var(--_warn-text);
  }
  .chip.bad {
    background: var(--_bad-soft);
    color: var(--_bad-text);
  }
  .chip.tag {
    padding: 0 6px;
    min-height: 20px;
    background: none;
    color: var(--_text-2);
    box-shadow: inset 0 0 0 1px var(--_line-2);
  }
  [data-theme='contrast'] .chip {
    box-shadow: inset 0 0 0 1px currentColor;
  }

  .mark {
    flex: none;
    display: inline-block;
    width: 18px;
    height: 18px;
    border-radius: var(--_radius-1);
    font: var(--_fw-bold) 12px/18px var(--_font);
    text-align: center;
    vertical-align: -4px;
    background: var(--_unit);
    color: var(--_on-office);
  }
  .mark.cpc {
    background: var(--_cpc);
  }
  .mark.npc {
    background: var(--_npc);
  }
  .mark.gov {
    background: var(--_gov);
  }
  .mark.cppcc {
    background: var(--_cppcc);
  }
  .pill {
    display: inline-flex;
    align-items: center;
    white-space: nowrap;
  }
  .pill > .mark {
    margin-right: 5px;
  }

  .avatar {
    flex: none;
    position: relative;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    width: 28px;
    height: 28px;
    border: 2px solid var(--_unit);
    border-radius: 50%;
    font-size: 13px;
    line-height: 1;
    font-weight: var(--_fw-medium);
    background: var(--_unit-soft);
    color: var(--_text-2);
  }
  .avatar.cpc {
    border-color: var(--_cpc);
    background: var(--_cpc-soft);
    color: var(--_cpc-text);
  }
  .avatar.npc {
    border-color: var(--_npc);
    background: var(--_npc-soft);
    color: var(--_npc-text);
  }
  .avatar.gov {
    border-color: var(--_gov);
    background: var(--_gov-soft);
    color: var(--_gov-text);
  }
  .avatar.cppcc {
    border-color: var(--_cppcc);
    background: var(--_cppcc-soft);
    color: var(--_cppcc-text);
  }
  .avatar.small {
    width: 22px;
    height: 22px;
    border-width: 1.5px;
    font-size: 12px;
  }
  .avatar.away {
    border-style: dashed;
    opacity: 0.55;
  }
  .avatar.editing::after {
    content: '';
    position: absolute;
    right: -3px;
    bottom: -3px;
    width: 10px;
    height: 10px;
    border: 2px solid var(--_surface);
    border-radius: 50%;
    background: var(--_ok);
  }
  .avatar.small.editing::after {
    right: -4px;
    width: 9px;
    height: 9px;
    border-width: 1.5px;
  }
  .avatars {
    display: inline-flex;
  }
  .avatars > .avatar {
    box-shadow: 0 0 0 2px var(--_surface);
  }
  .avatars > * + * {
    margin-left: -6px;
  }
  .avatars > .more {
    margin-left: 6px;
    align-self: center;
  }

  button {
    font: inherit;
    color: inherit;
  }
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    min-height: var(--_control);
    padding: 0 12px;
    border: 1px solid var(--_line-2);
    border-radius: var(--_radius-2);
    background: var(--_surface);
    color: var(--_text);
    font-size: var(--_fs-2);
    font-weight: var(--_fw-medium);
    line-height: 1.4;
    white-space: nowrap;
    cursor: pointer;
    transition: background var(--_t-1) var(--_ease);
  }
  .button:hover {
    background: var(--_surface-3);
  }
  .button > .icon + span {
    margin-left: 6px;
  }
  .button.primary:not([aria-disabled='true']) {
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_on-accent);
  }
  .button.primary:not([aria-disabled='true']):hover {
    background: var(--_accent-hover);
  }
  .button.soft {
    border-color: transparent;
    background: var(--_accent-soft);
    color: var(--_accent);
  }
  .button.quiet {
    border-color: transparent;
    background: transparent;
    color: var(--_text-2);
  }
  .button.quiet:hover {
    background: var(--_surface-3);
  }
  .button.danger {
    border-color: var(--_bad);
    color: var(--_bad-text);
  }
  .button.small {
    min-height: var(--_control-sm);
    padding: 0 9px;
  }
  .button.square {
    width: var(--_control);
    padding: 0;
  }
  .button.square.small {
    width: var(--_control-sm);
  }
  .button[disabled],
  .button[aria-disabled='true'],
  .button[aria-disabled='true']:hover {
    border-color: transparent;
    background: var(--_surface-3);
    color: var(--_text-3);
    cursor: not-allowed;
  }
  .button.quiet[disabled] {
    background: transparent;
    opacity: 0.5;
  }
  [data-theme='contrast'] .button.soft {
    box-shadow: inset 0 0 0 1.5px currentColor;
  }
  .link {
    padding: 0;
    border: 0;
    background: none;
    color: var(--_link);
    font-size: inherit;
    cursor: pointer;
    text-align: start;
  }
  .link:hover {
    text-decoration: underline;
  }
  kbd {
    display: inline-block;
    padding: 0 5px;
    border: 1px solid var(--_line-2);
    border-bottom-width: 2px;
    border-radius: 3px;
    background: var(--_surface);
    color: var(--_text-3);
    font: 500 12px/16px var(--_font-mono);
  }

  .label {
    display: block;
    margin: 0 0 4px;
    font-size: var(--_fs-2);
    font-weight: var(--_fw-medium);
  }
  .field {
    display: block;
    width: 100%;
    min-width: 0;
    min-height: var(--_control);
    padding: 4px 9px;
    border: 1px solid var(--_control-line);
    border-radius: var(--_radius-2);
    background: var(--_surface);
    color: var(--_text);
    font: inherit;
    font-size: var(--_fs-2);
    line-height: 1.5;
  }
  textarea.field {
    resize: vertical;
  }
  .field::placeholder {
    color: var(--_text-3);
    opacity: 1;
  }

  .box {
    padding: 12px 14px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-2);
    background: var(--_surface);
    font-size: var(--_fs-2);
  }
  .box.warn {
    border-color: transparent;
    background: var(--_warn-soft);
  }
  .box.bad {
    border-color: transparent;
    background: var(--_bad-soft);
  }
  .box.soon {
    border-color: transparent;
    background: var(--_soon-soft);
  }
  .box.idle {
    border-color: transparent;
    background: var(--_idle-soft);
  }
  [data-theme='contrast'] .box {
    border-color: transparent;
    box-shadow: inset 0 0 0 1.5px currentColor;
  }
  .lost {
    color: var(--_text-3);
    text-decoration: line-through;
  }
  .removed-words {
    padding: 0 1px;
    background: var(--_bad-soft);
    color: var(--_bad-text);
    text-decoration: line-through;
  }
  .added-words {
    padding: 0 1px;
    background: var(--_ok-soft);
    color: var(--_ok-text);
    text-decoration: none;
    box-shadow: inset 0 -2px 0 var(--_ok);
  }

  :focus {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
  @supports selector(:focus-visible) {
    :focus {
      outline: none;
    }
    :focus-visible {
      outline: 2px solid var(--_focus);
      outline-offset: 2px;
    }
  }

  @media (forced-colors: active) {
    .shape,
    .icon {
      color: currentColor;
      forced-color-adjust: auto;
    }
    .chip,
    .box {
      border: 1px solid;
    }
    .shape .on {
      stroke: Canvas;
    }
    .shape .on-dot {
      fill: Canvas;
    }
  }
  @media (pointer: coarse) {
    .chip {
      min-height: 24px;
    }
  }
`;
