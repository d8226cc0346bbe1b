import { css } from 'lit';

/** Frame, header, toolbar, banners, footer, and what is shown in place of the list. */
export const styles = css`
  .board {
    position: relative;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-3);
    box-shadow: var(--_shadow-1);
  }
  .head {
    display: flex;
    align-items: center;
    padding: 14px 20px;
    border-bottom: 1px solid var(--_line);
  }
  .what {
    min-width: 0;
  }
  h2 {
    font-size: var(--_fs-5);
    line-height: var(--_lh-tight);
    font-weight: var(--_fw-bold);
  }
  /* A field as wide as its text: both lie in the same cell of a grid, and the hidden copy makes the size. */
  .editable {
    display: inline-grid;
    max-width: 100%;
    margin: -3px -8px;
  }
  .editable > * {
    grid-area: 1 / 1;
    padding: 2px 7px;
    border: 1px solid transparent;
    border-radius: var(--_radius-2);
    font: inherit;
    line-height: inherit;
  }
  .sizer {
    visibility: hidden;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    word-break: break-word;
    min-width: 8em;
    padding-right: 12px;
  }
  .title-field {
    width: 100%;
    min-width: 0;
    margin: 0;
    color: inherit;
    background: transparent;
    font: inherit;
    letter-spacing: inherit;
    resize: none;
    overflow: hidden;
  }
  .title-field:hover {
    border-color: var(--_line-2);
  }
  .title-field:focus {
    border-color: var(--_control-line);
    background: var(--_surface);
    outline-offset: 1px;
  }
  .title-field::placeholder {
    color: var(--_text-3);
    opacity: 1;
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    margin-top: 3px;
    font-size: var(--_fs-2);
    color: var(--_text-2);
  }
  .fact {
    margin-right: 18px;
  }
  .fact > .icon {
    margin-right: 5px;
    color: var(--_text-3);
  }
  .fact > span + span {
    margin-left: 12px;
  }
  .contested {
    display: inline-flex;
    flex-wrap: wrap;
    align-items: center;
    margin: 2px 14px 2px 0;
    padding: 2px 3px 2px 9px;
    border: 1.5px dashed var(--_warn);
    border-radius: var(--_radius-2);
    background: var(--_warn-soft);
    color: var(--_warn-text);
  }
  .contested > .key {
    margin-right: 8px;
    font-weight: var(--_fw-medium);
  }
  .contested > .key > .icon {
    margin-right: 5px;
  }
  .contested > .value {
    display: inline-flex;
    align-items: center;
    min-height: 26px;
    padding: 0 9px 0 7px;
    border: 1px solid var(--_control-line);
    border-radius: 4px;
    background: var(--_surface);
    color: var(--_text);
    font-size: inherit;
    cursor: pointer;
  }
  span.value {
    cursor: default;
  }
  .contested > .value + .value {
    margin-left: 4px;
  }
  .contested .ring {
    flex: none;
    width: 13px;
    height: 13px;
    margin-right: 7px;
    border: 1.5px solid var(--_control-line);
    border-radius: 50%;
  }
  .contested em {
    margin-left: 7px;
    font-size: var(--_fs-1);
    color: var(--_text-3);
  }
  .who {
    display: flex;
    align-items: center;
    flex: none;
    padding-left: 16px;
  }
  .who > * + * {
    margin-left: 10px;
  }
  .sync {
    display: inline-flex;
    align-items: center;
    font-size: var(--_fs-1);
    color: var(--_text-3);
    white-space: nowrap;
  }
  .sync > .dot {
    width: 7px;
    height: 7px;
    margin-right: 6px;
    border-radius: 50%;
    background: var(--_ok);
  }
  .sync.saving > .dot {
    background: none;
    border: 2px solid var(--_soon);
  }
  .sync.away > .dot,
  .sync.plain > .dot {
    background: none;
    border: 1.5px dashed var(--_idle);
  }
  .sync.warn > .dot {
    border-radius: 0;
    background: var(--_warn);
  }
  .sync.bad > .dot {
    border-radius: 0;
    background: var(--_bad);
  }
  .sync.bad,
  .sync.warn {
    color: var(--_text-2);
    font-weight: var(--_fw-medium);
  }

  .tools {
    display: flex;
    align-items: center;
    flex-wrap: wrap;
    padding: 8px 20px;
    border-bottom: 1px solid var(--_line);
    background: var(--_surface-2);
  }
  .tools > * + * {
    margin-left: 8px;
  }
  .filter {
    display: inline-flex;
    align-items: center;
    width: 200px;
    height: var(--_control);
    padding: 0 8px 0 10px;
    border: 1px solid var(--_control-line);
    border-radius: var(--_radius-2);
    background: var(--_surface);
    color: var(--_text-3);
    font-size: var(--_fs-2);
  }
  .filter > .icon {
    margin-right: 6px;
  }
  .filter-field {
    flex: 1;
    min-width: 0;
    padding: 0;
    border: 0;
    background: none;
    color: var(--_text);
    font: inherit;
    -webkit-appearance: none;
    appearance: none;
  }
  .filter-field:focus {
    outline: none;
  }
  .filter:focus-within {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
  .filter-field::placeholder {
    color: var(--_text-3);
    opacity: 1;
  }
  .findings[aria-pressed='true'] {
    background: var(--_accent-soft);
    color: var(--_accent);
  }
  .server-time {
    white-space: nowrap;
  }

  .banner {
    display: flex;
    align-items: center;
    padding: 9px 20px;
    border-bottom: 1px solid var(--_line);
    font-size: var(--_fs-2);
    line-height: 1.5;
  }
  .banner > svg {
    margin-right: 10px;
  }
  .banner > .button {
    margin-left: 12px;
  }
  .banner.warn {
    background: var(--_warn-soft);
    color: var(--_warn-text);
  }
  .banner.bad {
    background: var(--_bad-soft);
    color: var(--_bad-text);
  }
  .banner.soon {
    background: var(--_soon-soft);
    color: var(--_soon-text);
  }
  .banner.idle {
    background: var(--_idle-soft);
    color: var(--_idle-text);
  }
  /* The only solid red area there is. */
  .banner.alarm {
    background: var(--_bad);
    color: var(--_surface);
  }
  .banner.alarm .shape {
    color: inherit;
  }
  .banner.alarm .shape .on {
    stroke: var(--_bad);
  }
  .banner.alarm .shape .on-dot {
    fill: var(--_bad);
  }

  .split {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
  }
  .board[data-panel='open'][data-width='l'] > .split {
    grid-template-columns: minmax(0, 1fr) 372px;
  }
  .board[data-panel='open'][data-width='xl'] > .split {
    grid-template-columns: minmax(0, 1fr) 460px;
  }
  .main {
    min-width: 0;
  }
  .foot {
    display: flex;
    align-items: center;
    padding: 10px 20px;
    border-top: 1px solid var(--_line);
    margin-top: -1px;
  }
  .keys > kbd,
  .keys > .link {
    margin-left: 8px;
  }
  .keys kbd + kbd {
    margin-left: 0;
  }
  .keys .link {
    color: var(--_text-3);
  }

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
  .skeleton .head {
    min-height: 74px;
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
    padding: 64px 16px 16px;
    border-radius: var(--_radius-3);
    background: var(--_scrim);
  }
  .dialog {
    width: 520px;
    max-width: 100%;
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
  .keys-list {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    grid-gap: 8px 20px;
    margin-bottom: 14px;
    font-size: var(--_fs-2);
  }
`;
