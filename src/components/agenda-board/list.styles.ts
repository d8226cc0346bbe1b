import { css } from 'lit';

/** Column heads, rows, the line where the plan ends, and removed topics. */
export const listStyles = css`
  .heads,
  .row {
    display: grid;
    grid-template-columns: var(--_order) minmax(150px, 1fr) minmax(132px, 176px) 142px 76px minmax(112px, 148px);
    align-items: start;
  }
  .board {
    --_order: 52px;
    /* Height of a row's first line in every cell: title, light, chain, minutes and number share a baseline. */
    --_first: 22px;
  }
  .board[data-density='compact'] {
    --_first: 20px;
  }
  .board[data-digits='3'] {
    --_order: 64px;
  }
  .board[data-digits='4'] {
    --_order: 76px;
  }
  .board[data-width='xl'] .heads,
  .board[data-width='xl'] .row {
    grid-template-columns: calc(var(--_order) + 8px) minmax(260px, 1fr) 230px 180px 100px 150px;
  }
  .c-status .chip {
    white-space: normal;
    line-height: 1.35;
  }
  .heads {
    border-bottom: 1px solid var(--_line);
    background: var(--_surface-2);
    font-size: var(--_fs-1);
    color: var(--_text-3);
  }
  .heads > span {
    padding: 6px var(--_cell-x);
  }
  /* Over the number, not over the handle. */
  .heads > :first-child {
    padding-right: 0;
    padding-left: 30px;
  }
  .heads > .end {
    text-align: right;
  }
  /* Where the list is taller than the window its heads stay in sight, within the tag. */
  .board[data-list='long'] .heads {
    position: -webkit-sticky;
    position: sticky;
    top: 0;
    z-index: 4;
  }
  .board[data-list='long'] .row {
    scroll-margin-top: 34px;
  }
  .row {
    position: relative;
    border-bottom: 1px solid var(--_line);
    content-visibility: auto;
    contain-intrinsic-size: auto 70px;
    cursor: default;
  }
  /* The few rows that are there of a long list have their own height: the others are reckoned by it. */
  .list[data-window='yes'] > .row {
    content-visibility: visible;
  }
  .row > .cell {
    min-width: 0;
    padding: var(--_row-y) var(--_cell-x);
    line-height: var(--_first);
  }
  .row:hover {
    background: var(--_surface-2);
  }
  .row.open {
    background: var(--_selected);
  }
  .row.open::before {
    content: '';
    position: absolute;
    top: 0;
    bottom: 0;
    left: 0;
    width: var(--_edge);
    background: var(--_accent);
  }
  .row:focus {
    outline: 2px solid var(--_focus);
    outline-offset: -3px;
    border-radius: 8px;
    z-index: 2;
  }
  @supports selector(:focus-visible) {
    .row:focus {
      outline: none;
      border-radius: 0;
    }
    .row:focus-visible {
      outline: 2px solid var(--_focus);
      outline-offset: -3px;
      border-radius: 8px;
    }
  }
  .row.fresh {
    animation: fresh var(--_t-3) linear;
  }
  @keyframes fresh {
    from {
      background: var(--_fresh);
    }
  }
  /* Without a fade the tint just stands for as long. */
  @media (prefers-reduced-motion: reduce) {
    .row.fresh,
    .row.fresh:hover {
      background-color: var(--_fresh);
    }
  }
  .row.dragged {
    opacity: 0.55;
    outline: 2px dashed var(--_accent);
    outline-offset: -3px;
  }
  /* Above every ring, so that it is seen where the row would land. */
  .row.drop-before::after,
  .row.drop-after::after {
    content: '';
    position: absolute;
    top: 0;
    right: 0;
    left: 0;
    z-index: 3;
    height: 3px;
    background: var(--_accent);
  }
  .row.drop-after::after {
    top: auto;
    bottom: 0;
  }
  .name {
    font-weight: var(--_fw-medium);
    line-height: inherit;
    overflow-wrap: anywhere;
    /* No single hanzi on the last line, where the kernel knows how. */
    text-wrap: pretty;
  }
  .under {
    display: flex;
    align-items: center;
    flex-wrap: wrap;
    /* As tall as a face, so that no row grows when somebody looks at it. */
    min-height: 22px;
    margin-top: 3px;
    font-size: var(--_fs-1);
    line-height: 1.5;
    color: var(--_text-3);
  }
  .under > * {
    margin-right: 10px;
  }
  .under > *:last-child {
    margin-right: 0;
  }
  .row > .c-status {
    padding-right: 8px;
  }
  .bad-text {
    color: var(--_bad-text);
  }
  .waived {
    color: var(--_idle-text);
  }
  .row > .c-order {
    display: flex;
    align-items: baseline;
    padding-left: 6px;
  }
  .c-order b,
  .c-minutes b {
    font-size: var(--_fs-4);
    line-height: calc(var(--_first) - 2px);
  }
  .grip {
    flex: none;
    display: inline-block;
    width: 22px;
    min-height: 24px;
    margin-right: 2px;
    color: var(--_control-line);
    text-align: center;
  }
  /* A line of text also where there is no handle: the number's baseline is that of this line. */
  .grip::before {
    content: '\\200b';
  }
  .grip[data-grip] {
    cursor: grab;
    touch-action: none;
  }
  .row:hover .grip,
  .row:focus .grip {
    color: var(--_text-2);
  }
  .c-minutes {
    text-align: right;
    white-space: nowrap;
  }
  .c-minutes .under {
    justify-content: flex-end;
  }
  .none {
    font-size: var(--_fs-2);
    color: var(--_text-3);
  }
  .row.outside .c-minutes {
    color: var(--_warn-text);
  }
  .plan-line {
    position: relative;
    padding: 4px 20px 4px 26px;
    margin-top: -1px;
    border-top: 1.5px dashed var(--_warn);
    border-bottom: 1px solid var(--_line);
    background: var(--_warn-soft);
    color: var(--_warn-text);
    font-size: var(--_fs-1);
  }
  .plan-line > span {
    display: flex;
    align-items: flex-start;
  }
  .plan-line .icon {
    margin: 2px 13px 0 0;
  }
  .aside-head {
    padding: 12px 20px 6px;
    border-bottom: 1px solid var(--_line);
    font-size: var(--_fs-2);
  }
  .aside-head .meta {
    margin-left: 6px;
  }
  .row.aside .name {
    font-weight: 400;
    color: var(--_text-2);
  }
  .nothing-matches {
    padding: 28px 20px;
    border-bottom: 1px solid var(--_line);
    color: var(--_text-3);
    text-align: center;
  }
  .removed {
    padding: 14px 20px 8px;
  }
  .removed > header {
    display: flex;
    align-items: baseline;
    margin-bottom: 4px;
  }
  .removed h3 {
    margin-right: 10px;
    font-size: var(--_fs-2);
    font-weight: var(--_fw-bold);
  }
  .removed-row {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto auto auto;
    grid-column-gap: 20px;
    align-items: center;
    padding: 5px 0;
    border-top: 1px solid var(--_line);
  }
  .removed-row .name {
    font-weight: 400;
    color: var(--_text-2);
  }
  .removed-row .name.lost {
    color: var(--_text-3);
  }
`;
