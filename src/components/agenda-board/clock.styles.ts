import { css } from 'lit';

/** The strip above the list: material clock, reading time, duration. */
export const clockStyles = css`
  .summary {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 222px 250px;
    border-bottom: 1px solid var(--_line);
  }
  .board[data-width='xl'] .summary {
    grid-template-columns: minmax(0, 1fr) 240px 340px;
  }
  .summary > section {
    min-width: 0;
    padding: 12px 20px 14px;
  }
  .summary > section + section {
    border-left: 1px solid var(--_line);
  }
  .summary header {
    display: flex;
    align-items: center;
    flex-wrap: wrap;
    margin-bottom: 6px;
  }
  .summary header > * + * {
    margin-left: 12px;
  }
  .summary h3 {
    font-size: var(--_fs-2);
    font-weight: var(--_fw-medium);
    color: var(--_text-2);
  }
  .unknown {
    padding: 8px 0;
  }
  .figure {
    margin-bottom: 4px;
    font-size: var(--_fs-6);
    line-height: 1.2;
    white-space: nowrap;
  }
  .figure small {
    margin: 0 5px 0 3px;
    font-size: var(--_fs-2);
    color: var(--_text-3);
  }
  .figure > .unfilled {
    font-size: var(--_fs-4);
    font-weight: var(--_fw-medium);
    color: var(--_text-2);
  }
  .figure em {
    margin-left: 4px;
    font-size: var(--_fs-2);
    color: var(--_text-3);
  }

  .line {
    display: block;
    width: 100%;
    height: 58px;
    overflow: visible;
    font-size: 12px;
  }
  .line text {
    fill: var(--_text-2);
  }
  .track {
    fill: var(--_surface-3);
  }
  .past {
    fill: var(--_line-2);
  }
  .hatch-line {
    stroke: var(--_warn);
    stroke-width: 2.4;
    fill: none;
  }
  .late-zone {
    opacity: 0.8;
  }
  .tick {
    fill: var(--_text-2);
  }
  /* Of no accent: in a red portal it would read as an alarm. */
  .needle {
    fill: var(--_text);
  }
  .line .needle-word {
    fill: var(--_text);
    font-weight: var(--_fw-bold);
  }
  .day-off {
    fill: var(--_surface-2);
  }
  .day-edge {
    fill: var(--_line);
  }
  .line .day {
    fill: var(--_text-3);
  }
  .mark-dot circle,
  .mark-dot rect {
    fill: var(--_surface);
    stroke: var(--_ok);
    stroke-width: 2;
  }
  .line .mark-dot text {
    fill: var(--_ok-text);
    font-weight: var(--_fw-bold);
  }
  .mark-dot.warn rect {
    stroke: var(--_warn);
  }
  .line .mark-dot.warn text {
    fill: var(--_warn-text);
  }
  .mark-dot.bad rect {
    stroke: var(--_bad);
    stroke-dasharray: 4 2.5;
  }
  .line .mark-dot.bad text {
    fill: var(--_bad-text);
  }
  .mark-dot.soon rect,
  .mark-dot.idle rect {
    stroke: var(--_soon);
    stroke-dasharray: 4 2.5;
  }
  .line .mark-dot.soon text,
  .line .mark-dot.idle text {
    fill: var(--_soon-text);
  }

  .bar {
    display: block;
    width: 100%;
    height: 26px;
    overflow: visible;
    font-size: 12px;
    font-weight: var(--_fw-bold);
  }
  .segment {
    fill: var(--_accent-soft);
    stroke: var(--_surface);
    stroke-width: 2;
  }
  .segment.over {
    fill: var(--_surface);
    stroke: var(--_warn);
    stroke-width: 1;
  }
  .hatch {
    opacity: 0.25;
  }
  .number {
    fill: var(--_accent);
    text-anchor: middle;
  }
  .number.over {
    fill: var(--_warn-text);
  }
  .cap {
    fill: var(--_text);
  }
  [data-theme='contrast'] .segment {
    stroke: currentColor;
    stroke-width: 1.5;
  }
  [data-theme='contrast'] .segment.over {
    stroke-dasharray: 4 2.5;
  }
`;
