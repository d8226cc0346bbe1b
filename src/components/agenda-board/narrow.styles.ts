import { css } from 'lit';

/** Tags under 1100 px, where the panel takes the place of the list, and under 720 px, where rows become cards. */
export const narrowStyles = css`
  .board[data-width='m'] .summary,
  .board[data-width='s'] .summary {
    grid-template-columns: 1fr 1fr;
  }
  .board[data-width='m'] .clock,
  .board[data-width='s'] .clock {
    grid-column: 1 / -1;
    border-bottom: 1px solid var(--_line);
  }
  .board[data-width='m'] .reading,
  .board[data-width='s'] .reading {
    border-left: 0;
  }
  .board[data-width='m'][data-panel='open'] .main,
  .board[data-width='s'][data-panel='open'] .main,
  .board[data-width='s'][data-panel='open'] .summary,
  .board[data-width='s'][data-panel='open'] .tools {
    display: none;
  }
  .board[data-width='m'] .panel,
  .board[data-width='s'] .panel {
    border-left: 0;
    min-height: 480px;
  }

  .board[data-width='s'] {
    border-width: 1px 0;
    border-radius: 0;
    box-shadow: none;
    --_control: 44px;
    --_control-sm: 44px;
  }
  .board[data-width='s'] kbd {
    display: none;
  }
  .board[data-width='s'] .banner {
    align-items: flex-start;
    padding: 9px 14px;
  }
  .board[data-width='s'] .summary > section {
    padding: 10px 14px;
  }
  .board[data-width='s'] .clock .rule,
  .board[data-width='s'] .line .day {
    display: none;
  }
  .board[data-width='s'] .duration header .light {
    display: none;
  }
  .board[data-width='s'] .figure {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
  }
  .board[data-width='s'] .figure small {
    margin: 0 5px 0 2px;
  }
  .board[data-width='s'] .summary header > * {
    margin: 0 12px 0 0;
  }
  .board[data-width='s'] .summary header > :last-child {
    margin-right: 0;
  }
  .board[data-width='s'] .heads {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip: rect(0 0 0 0);
  }
  .board[data-width='s'] .row {
    grid-template-columns: 40px minmax(0, 1fr) auto;
    padding: 10px 14px 10px 0;
    contain-intrinsic-size: auto 148px;
  }
  .board[data-width='s'][data-digits='3'] .row {
    grid-template-columns: 50px minmax(0, 1fr) auto;
  }
  .board[data-width='s'][data-digits='4'] .row {
    grid-template-columns: 60px minmax(0, 1fr) auto;
  }
  .board[data-width='s'] .row > .cell {
    padding: 0;
  }
  .board[data-width='s'] .row > .c-order {
    grid-row: 1 / 4;
    align-self: start;
    padding-left: 14px;
  }
  .board[data-width='s'] .grip,
  .board[data-width='s'] .c-minutes .under {
    display: none;
  }
  .board[data-width='s'] .row > .c-topic {
    grid-column: 2 / 4;
    padding-bottom: 6px;
  }
  .board[data-width='s'] .row > .c-material {
    grid-column: 2;
    grid-row: 2;
  }
  .board[data-width='s'] .row > .c-status {
    grid-column: 3;
    grid-row: 2;
    text-align: right;
  }
  .board[data-width='s'] .c-status .under {
    justify-content: flex-end;
    min-height: 0;
  }
  .board[data-width='s'] .row > .c-gate {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    grid-column: 2;
    grid-row: 3;
    margin-top: 6px;
  }
  .board[data-width='s'] .gate {
    margin-right: 10px;
  }
  .board[data-width='s'] .c-gate .under {
    margin: 0;
  }
  .board[data-width='s'] .c-material .under {
    margin-top: 1px;
  }
  .board[data-width='s'] .row > .c-minutes {
    grid-column: 3;
    grid-row: 3;
    margin-top: 6px;
  }
  .board[data-width='s'] .strip,
  .board[data-width='s'] .settle {
    grid-column: 1 / -1;
    margin: 10px 0 0 14px;
  }
  .board[data-width='s'] .strip {
    flex-wrap: wrap;
    padding: 8px 10px;
  }
  .board[data-width='s'] .strip > .say {
    flex: 1 1 220px;
  }
  .board[data-width='s'] .strip > .button {
    margin: 8px 8px 0 0;
  }
  .board[data-width='s'] .settle > header {
    flex-wrap: wrap;
  }
  .board[data-width='s'] .why {
    grid-template-columns: minmax(0, 1fr);
  }
  .board[data-width='s'] .why .buttons {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
  }
  .board[data-width='s'] .plan-line {
    padding: 6px 14px;
  }
  .board[data-width='s'] .removed {
    padding: 12px 14px;
  }
  .board[data-width='s'] .removed-row {
    grid-template-columns: minmax(0, 1fr) auto;
  }
  .board[data-width='s'] .removed-row > .proposer,
  .board[data-width='s'] .removed-row > .light,
  .board[data-width='s'] .removed-row > span:empty {
    display: none;
  }
  .board[data-width='s'] .foot {
    padding: 10px 14px;
  }
  .board[data-width='s'] .panel[data-form='open'] .panel-head {
    margin: -12px -14px 0;
    padding: 12px 14px 8px;
  }
  .board[data-width='s'] .panel-body {
    padding: 12px 14px 16px;
  }
  /* Actions lie in a bar at the bottom, within reach of a thumb. */
  .board[data-width='s'] .commands {
    padding: 10px 14px 14px;
  }
  .board[data-width='s'] .comparison > .line {
    grid-template-columns: minmax(0, 1fr);
  }
  .board[data-width='s'] .comparison > .line:first-child {
    display: none;
  }
  .board[data-width='s'] .comparison > .line > * + * {
    border-left: 0;
  }
  .board[data-width='s'] .comparison .was::before,
  .board[data-width='s'] .comparison .now::before {
    content: attr(data-head);
    display: block;
    font-size: 12px;
    color: var(--_text-3);
  }
  .board[data-width='s'] .skeleton-row {
    grid-template-columns: 40px minmax(0, 1fr);
    min-height: 148px;
    padding: 14px;
  }
  .board[data-width='s'] .skeleton .heads,
  .board[data-width='s'] .skeleton .spacer {
    display: none;
  }
  .board[data-width='s'] .skeleton-row > .side {
    display: none;
  }
  /* A dialog never reaches beyond the window. */
  @media (max-height: 672px) {
    .board > .scrim > .dialog {
      max-height: calc(100vh - 72px);
    }
  }
  /* In a low window, as at 400 % zoom, bars that stay in sight would leave no room for what they belong to. */
  @media (max-height: 420px) {
    .board .commands,
    .board .panel[data-form='open'] .panel-head,
    .board .heads,
    .board .selection {
      position: static;
    }
    .board .panel[data-form='open'] > .commands {
      max-height: none;
    }
    .board > .scrim {
      padding: 8px;
    }
    .board > .scrim > .dialog {
      top: 8px;
      max-height: calc(100vh - 16px);
    }
  }
`;
