import { css } from 'lit';

/** What is shown in place of the list or over it. */
export const placeholderStyles = css`
  .empty {
    padding: 44px 20px 52px;
    text-align: center;
  }
  .empty > .meta {
    max-width: 40em;
    margin-right: auto;
    margin-left: auto;
  }
  /* Alone in the frame: as tall as a short agenda, so that the page around it keeps its shape. */
  .board > .empty {
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    min-height: 340px;
  }
  .empty > h3 {
    margin: 14px 0 4px;
    font-size: var(--_fs-4);
    font-weight: var(--_fw-bold);
  }
  .empty > .button {
    margin-top: 16px;
  }
  .empty > .buttons {
    justify-content: center;
    margin: 12px -4px 0;
  }
  .empty > .buttons > .button {
    margin: 4px;
  }
  /* Which meeting it is stands where it stands on a board that is open, at the width of what is said below it. */
  .head + .empty {
    min-height: 300px;
  }
  .drawing {
    width: 104px;
    height: 72px;
    fill: none;
    stroke: var(--_line-2);
    stroke-width: 1.6;
  }
  .drawing .sheet {
    fill: var(--_surface-2);
  }
  .drawing .tick-box {
    fill: var(--_accent-soft);
    stroke: var(--_accent);
  }
  .drawing .tick {
    fill: none;
    stroke: var(--_accent);
    stroke-width: 2;
  }
  .skeleton-row {
    display: grid;
    grid-template-columns: 52px minmax(0, 1fr) 90px;
    /* As a row of the list: its first line, the one under it, and the air around both. */
    min-height: calc(2 * var(--_row-y) + var(--_first) + 26px);
    padding: calc(var(--_row-y) + 4px) 20px 0;
    border-bottom: 1px solid var(--_line);
  }
  .block {
    display: block;
    height: 14px;
    border-radius: 4px;
    background: var(--_surface-3);
  }
  .block + .block {
    height: 10px;
    margin-top: 10px;
  }
  .block.title {
    width: 220px;
    height: 20px;
  }
  .block.no {
    width: 16px;
  }
  .block.w-facts {
    width: 340px;
    max-width: 60vw;
  }
  /* What stands above the list has its height already: nothing jumps when it comes. */
  .skeleton .tools {
    min-height: 49px;
  }
  .skeleton .summary > section {
    min-height: 116px;
  }
  .skeleton .summary .block:first-child {
    width: 78px;
    margin-top: 4px;
  }
  .skeleton .summary .block + .block {
    height: 24px;
    margin-top: 14px;
  }
  .skeleton .heads {
    min-height: 31px;
  }
  .skeleton .meta {
    display: inline-flex;
    align-items: center;
  }
  /* A ring that says "under way"; still, since it would turn on machines that are slow enough already. */
  .turning {
    width: 14px;
    height: 14px;
    margin-right: 8px;
    border: 2px solid var(--_line-2);
    border-top-color: var(--_accent);
    border-radius: 50%;
  }
  .w78 {
    width: 78%;
  }
  .w70 {
    width: 70%;
  }
  .w62 {
    width: 62%;
  }
  .w54 {
    width: 54%;
  }
  .w48 {
    width: 48%;
  }
  .w40 {
    width: 40%;
  }
  .w32 {
    width: 32%;
  }
  .w24 {
    width: 24%;
  }
  .scrim {
    position: absolute;
    top: 0;
    right: 0;
    bottom: 0;
    left: 0;
    z-index: 20;
    display: flex;
    align-items: flex-start;
    justify-content: center;
    padding: 56px 16px 16px;
    border-radius: var(--_radius-3);
    background: var(--_scrim);
  }
  /* On a narrow tag a sheet at the bottom, within reach of a thumb. */
  .board[data-width='s'] > .scrim {
    align-items: flex-end;
    padding: 0;
    border-radius: 0;
  }
  .board[data-width='s'] > .scrim > .dialog {
    top: auto;
    bottom: 0;
    width: 100%;
    padding: 16px 16px 20px;
    border-radius: var(--_radius-3) var(--_radius-3) 0 0;
  }
  /* Tall enough to hold the dialog, also in a room without topics. */
  .board[data-over='open'] {
    min-height: 672px;
  }
  /* In the part of the board that is in sight, however long the list is. */
  .dialog {
    position: -webkit-sticky;
    position: sticky;
    top: 56px;
    width: 520px;
    max-width: 100%;
    max-height: 600px;
    overflow-y: auto;
    padding: 16px 22px 18px;
    border-radius: var(--_radius-3);
    background: var(--_surface);
    box-shadow: var(--_shadow-3);
  }
  .dialog > header {
    display: flex;
    align-items: center;
    margin-bottom: 10px;
    font-size: var(--_fs-4);
    font-weight: var(--_fw-bold);
  }
  .decision ul {
    margin-top: 4px;
  }
  .decision .command-form {
    margin-top: 12px;
  }
  .decision .command-form > h4 {
    display: none;
  }
  .keys-list {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    grid-gap: 8px 20px;
    margin-bottom: 14px;
    font-size: var(--_fs-2);
  }
`;
