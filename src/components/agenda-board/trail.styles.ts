import { css } from 'lit';

/** What was done: dot, diamond, dashed for what is next, a dotted frame for what was not witnessed here. */
export const trailStyles = css`
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
    border-color: var(--_idle);
  }
  .trail > li.after::before {
    border-color: var(--_warn);
    border-radius: 0;
    background: var(--_warn);
    box-shadow: inset 0 0 0 1.5px var(--_surface);
    transform: rotate(45deg);
  }
  .trail > li.after.past::before {
    border-color: var(--_idle);
    background: var(--_idle);
  }
  /* A little larger, or there is no room for dashes in the ring. */
  .trail > li.next::before,
  .trail > li.queued:not(.refused-step)::before {
    top: 5px;
    left: -21px;
    width: 11px;
    height: 11px;
    border-width: 1.5px;
    border-style: dashed;
  }
  .trail > li.next::before {
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
    font: 12px/14px var(--_font-kai);
  }
  .sealed > .hash {
    margin-left: 4px;
  }
  .legend {
    margin-top: 14px;
  }
`;
