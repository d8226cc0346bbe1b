import { css } from 'lit';

/** Buttons, fields, boxes, and words that were taken out or put in. */
export const controls = css`
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
  .button.primary:not([aria-disabled='true']) {
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_on-accent);
  }
  .button.primary:not([aria-disabled='true']):hover {
    background: var(--_accent-hover);
  }
  /* Pressed: a step further than hover, without moving anything. */
  .button:active:not([aria-disabled='true']):not([disabled]) {
    background: var(--_line);
  }
  .button.primary:active:not([aria-disabled='true']) {
    background: var(--_accent-hover);
    box-shadow: inset 0 0 0 1px var(--_on-accent);
  }
  .button > .icon + span {
    margin-left: 6px;
  }
  .button.soft {
    border-color: transparent;
    background: var(--_accent-soft);
    color: var(--_accent);
  }
  .button.soft:hover {
    border-color: var(--_accent);
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
  /* Tall enough to be hit, without making the line taller that it stands in. */
  .link {
    min-height: 24px;
    margin-top: -2px;
    margin-bottom: -2px;
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
  .field:hover {
    border-color: var(--_text-3);
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
  @media (forced-colors: active) {
    .added-words {
      text-decoration: underline;
      text-decoration-thickness: 2px;
    }
    /* The one that is meant first is filled: an edge alone is what every other button has too. */
    .button.primary:not([aria-disabled='true']) {
      forced-color-adjust: none;
      border-color: ButtonText;
      background: ButtonText;
      color: ButtonFace;
    }
    .button.primary:not([aria-disabled='true']):hover {
      border-color: Highlight;
      background: Highlight;
      color: HighlightText;
    }
    .button[disabled],
    .button[aria-disabled='true'] {
      border-color: GrayText;
      color: GrayText;
    }
  }
`;
