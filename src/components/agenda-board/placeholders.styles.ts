import { css } from 'lit';

/** What is shown in place of the list or over it. */
export const placeholderStyles = css`
  .empty {
    padding: 44px 20px 52px;
    text-align: center;
  }
  .empty > h3 {
    margin: 14px 0 4px;
    font-size: var(--_fs-4);
    font-weight: var(--_fw-bold);
  }
  .empty > .button {
    margin-top: 16px;
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
    stroke: var(--_accent);
    stroke-width: 2;
  }
  .skeleton-row {
    display: grid;
    grid-template-columns: 52px minmax(0, 1fr) 90px;
    padding: 14px 20px 15px;
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
    padding: 16px;
    border-radius: var(--_radius-3);
    background: var(--_scrim);
  }
  /* Tall enough to hold the dialog, also in a room without topics. */
  .board[data-over='open'] {
    min-height: 480px;
  }
  /* In the part of the board that is in sight, however long the list is. */
  .dialog {
    position: -webkit-sticky;
    position: sticky;
    top: 16px;
    width: 520px;
    max-width: 100%;
    max-height: calc(100vh - 32px);
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
