import { css } from 'lit';

/** The list beside the panel on a tag under 1280 px, and alone on one under 960 px. */
export const tightStyles = css`
  /* Beside the panel the minutes stand under the state: titles are what people read. */
  .board[data-tight='yes'] .heads,
  .board[data-tight='yes'] .row {
    grid-template-columns: var(--_order) minmax(150px, 1fr) 158px 134px 140px;
  }
  .board[data-tight='yes'] .heads > span,
  .board[data-tight='yes'] .row > .cell {
    padding-right: 8px;
    padding-left: 8px;
  }
  .board[data-tight='yes'] .heads > :first-child {
    padding-right: 0;
    padding-left: 30px;
  }
  .board[data-tight='yes'] .row > .c-status,
  .board[data-tight='yes'] .row > .c-minutes {
    padding-right: 4px;
  }
  .board[data-tight='yes'] .row > .c-order {
    padding-right: 0;
    padding-left: 6px;
  }
  .board[data-tight='yes'] .c-material .under > * {
    margin-right: 6px;
  }
  .board[data-tight='yes'] .row {
    grid-template-rows: auto 1fr;
  }
  .board[data-tight='yes'] .row > .cell {
    grid-row: 1 / 3;
  }
  .board[data-tight='yes'] .row > .c-status {
    grid-row: 1;
    grid-column: 5;
    padding-bottom: 0;
  }
  .board[data-tight='yes'] .c-status .under {
    min-height: 0;
  }
  .board[data-tight='yes'] .row > .c-minutes {
    grid-row: 2;
    grid-column: 5;
    display: flex;
    align-items: baseline;
    padding-top: 0;
    font-size: var(--_fs-1);
    line-height: 22px;
  }
  .board[data-tight='yes'] .c-minutes b {
    font-size: var(--_fs-2);
  }
  .board[data-tight='yes'] .c-minutes .under {
    min-height: 0;
    margin: 0 0 0 10px;
  }
  .board[data-tight='yes'] .c-minutes .none {
    font-size: inherit;
  }
  .board[data-tight='yes'] .heads > .end {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip: rect(0 0 0 0);
  }
`;
