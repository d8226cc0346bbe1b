import { css } from 'lit';

/**
 * On paper: what the meeting is, its clock, and the list with its heads on every sheet. No tools, nobody's presence, no
 * panel; shapes carry what colours said. Of the banners only the alarm stays, since a record that cannot be trusted must
 * not look like one that can.
 */
export const printStyles = css`
  @media print {
    .tools,
    .panel,
    .banner:not(.alarm),
    .more-banners,
    .who,
    .foot .keys,
    .grip > .icon,
    .selection,
    .scrim,
    .toasts,
    .under > .avatars,
    .strip > .button,
    .strip > .buttons,
    .register-strip .link,
    .removed-row > .button,
    .empty > .button,
    .empty > .buttons {
      display: none;
    }
    .printed {
      display: block;
    }
    .siban.board {
      border: 0;
      border-radius: 0;
      box-shadow: none;
    }
    .board > .split,
    .board[data-panel] > .split,
    .board[data-width][data-panel='open'] > .split > .main {
      display: block;
    }
    .board[data-width][data-panel='open'] > .summary {
      display: grid;
    }
    .head,
    .board > .summary > section,
    .foot {
      padding-right: 0;
      padding-left: 0;
    }
    .board > .summary > section + section {
      padding-left: 16px;
    }
    .board[data-width='m'] > .summary > .reading,
    .board[data-width='s'] > .summary > .reading {
      padding-left: 0;
    }
    .banner.alarm {
      border: 2px solid;
      background: none;
      color: inherit;
    }
    .banner.alarm .shape .on,
    .shape .on {
      stroke: #fff;
    }
    .banner.alarm .shape .on-dot,
    .shape .on-dot {
      fill: #fff;
    }
    .title-field,
    .contested,
    .contested > .value {
      border-color: currentColor;
    }
    .title-field {
      border-color: transparent;
    }

    /* A table of one column, so that the heads stand on every sheet: rows stay the grids that they are. */
    .board:not([data-width='s']) .list {
      display: table;
      width: 100%;
      table-layout: fixed;
    }
    .board:not([data-width='s']) .heads {
      position: static;
      display: table-header-group;
      /* Chromium repeats only what it may not break. */
      break-inside: avoid;
      color: inherit;
    }
    .board:not([data-width='s']) .heads > span,
    .board[data-width][data-tight='yes'] .heads > span {
      position: static;
      display: inline-block;
      overflow: visible;
      clip: auto;
      width: var(--_order);
      height: auto;
      padding: 6px 8px;
      border-bottom: 0.25mm solid;
      vertical-align: bottom;
    }
    .board[data-width] .list > .heads > :nth-child(1) {
      padding: 6px 0 6px 4px;
    }
    .board[data-width] .list > .heads > :nth-child(2) {
      width: calc(100% - var(--_order) - 150px - 142px - 76px - 124px);
    }
    .board[data-width] .list > .heads > :nth-child(3) {
      width: 150px;
    }
    .board[data-width] .list > .heads > :nth-child(4) {
      width: 142px;
    }
    .board[data-width] .list > .heads > :nth-child(5) {
      width: 76px;
    }
    .board[data-width] .list > .heads > :nth-child(6) {
      width: 124px;
    }
    .board {
      --_order: 36px;
    }
    .board[data-digits='3'] {
      --_order: 44px;
    }
    .board:not([data-width='s']) .row,
    .board[data-width][data-tight='yes'] .row {
      grid-template-rows: auto;
      grid-template-columns: var(--_order) minmax(0, 1fr) 150px 142px 76px 124px;
    }
    .board:not([data-width='s']) .row > .cell,
    .board[data-width][data-tight='yes'] .row > .cell {
      display: block;
      grid-row: auto;
      grid-column: auto;
      padding: 6px 8px;
    }
    .board:not([data-width='s']) .row > .c-order,
    .board[data-width][data-tight='yes'] .row > .c-order {
      display: flex;
      padding: 6px 0 6px 4px;
    }
    .board:not([data-width='s']) .grip {
      width: 0;
      margin: 0;
    }
    .board[data-width][data-tight='yes'] .c-minutes .under {
      margin: 3px 0 0;
    }
    .row,
    .row:hover,
    .row.open,
    .row.selected,
    .row.unsaved {
      content-visibility: visible;
      break-inside: avoid;
      outline: 0;
      background: none;
      border-bottom: 0.25mm solid;
    }
    .row.open::before,
    .row.selected > .c-order::after {
      display: none;
    }
    .row.selected > .c-order b {
      background: none;
      color: inherit;
    }
    .plan-line {
      break-before: avoid;
      padding-left: 4px;
    }
    .strip,
    .settle,
    .chip {
      border: 0.25mm solid;
      box-shadow: none;
    }
    .c-status .chip {
      white-space: nowrap;
    }
    .pip {
      border: 0.25mm solid;
      box-shadow: none;
    }
    .pip.next {
      border-width: 2px;
    }
    .pip.todo {
      border-style: dashed;
    }
    .pip + .pip::before,
    .pip.next::after,
    .pip.missing {
      -webkit-print-color-adjust: exact;
      print-color-adjust: exact;
    }
    .segment {
      stroke: currentColor;
    }
    .sync > .dot {
      display: none;
    }
  }
`;
