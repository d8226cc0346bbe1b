import { css } from 'lit';

/** Icons, lights, chips, offices and people: what says something by its shape. */
export const marks = css`
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
  /* Drawn smaller, and as strong: lines of all icons are 1.4 px on the screen. */
  .icon.small {
    stroke-width: 1.6;
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
  /* Stands on the line by its word, not by its shape. */
  .chip {
    display: inline-flex;
    align-items: baseline;
    min-height: 22px;
    padding: 2px 8px 2px 6px;
    border-radius: var(--_radius-1);
    font-size: var(--_fs-1);
    font-weight: var(--_fw-medium);
    line-height: 18px;
    white-space: nowrap;
    background: var(--_idle-soft);
    color: var(--_idle-text);
  }
  .chip > svg {
    align-self: flex-start;
    width: 13px;
    height: 13px;
    margin: 2.5px 5px 0 0;
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
    padding: 1px 6px;
    min-height: 20px;
    background: none;
    color: var(--_text-2);
    box-shadow: inset 0 0 0 1px var(--_line-2);
  }
  [data-theme='contrast'] .chip {
    box-shadow: inset 0 0 0 1px currentColor;
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
  /* A rim of the ground between faces that overlap. */
  .avatars > .avatar + .avatar,
  .avatars > .avatar.editing:not(:last-child) {
    box-shadow: 0 0 0 2px var(--_surface);
  }
  /* Above the next face, or the dot that says "editing" is half hidden. */
  .avatars > .avatar.editing {
    z-index: 1;
  }
  .avatars > * + * {
    margin-left: -6px;
  }
  .avatars > .more {
    margin-left: 6px;
    align-self: center;
  }
  @media (forced-colors: active) {
    /* Of the colour of the word beside it, since the shape says what the colour said. */
    .shape.ok,
    .shape.soon,
    .shape.warn,
    .shape.bad,
    .shape.idle,
    .shape.done {
      color: inherit;
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
    .avatar.editing::after {
      forced-color-adjust: none;
      border-color: Canvas;
      background: CanvasText;
    }
  }
  @media print {
    .avatar {
      -webkit-print-color-adjust: exact;
      print-color-adjust: exact;
    }
  }
  @media (pointer: coarse) {
    .chip {
      min-height: 24px;
    }
  }
`;
