import { css } from 'lit';

/** The dialog about a text that was stopped. */
export const secrecyStyles = css`
  .secrecy {
    width: 480px;
    padding: 16px 20px 14px;
  }
  /* It has the focus before any of its buttons: nothing is to be pressed by whoever is still typing. */
  .secrecy:focus,
  .secrecy:focus-visible {
    outline: none;
  }
  .shield {
    display: flex;
    flex: none;
    align-items: center;
    justify-content: center;
    width: 34px;
    height: 34px;
    margin-right: 12px;
    border-radius: 50%;
    background: var(--_bad-soft);
    color: var(--_bad);
  }
  .shield > .icon {
    width: 20px;
    height: 20px;
  }
  .secrecy p {
    font-size: var(--_fs-2);
    overflow-wrap: anywhere;
  }
  .secrecy p:not(.meta):not(.refused) {
    color: var(--_text-2);
  }
  .secrecy .own,
  .stopped-text {
    margin: 10px 0;
  }
  .stopped-text {
    max-height: 132px;
    padding: 8px 12px;
    border: 1px solid var(--_line-2);
    border-radius: var(--_radius-2);
    overflow-y: auto;
    font-size: var(--_fs-2);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .stopped-text > mark {
    padding: 0 2px;
    background: var(--_bad-soft);
    color: var(--_bad-text);
    font-weight: var(--_fw-bold);
    text-decoration: underline;
  }
  .secrecy > footer {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    margin: 10px -4px 0;
  }
  .secrecy > footer > * {
    margin: 4px;
  }
  .secrecy > footer > .fine {
    flex: 1 1 160px;
    color: var(--_text-2);
  }
  .false-alarm {
    margin-top: 10px;
    padding: 10px 12px;
    border-radius: var(--_radius-2);
    background: var(--_surface-2);
  }
  .false-alarm > * + * {
    margin-top: 8px;
  }
  .false-alarm > .buttons > * + * {
    margin-left: 8px;
  }
  /* On a narrow tag the way on fills the sheet, and the ways back share the line above it. */
  .board[data-width='s'] .secrecy > footer > .spacer {
    display: none;
  }
  .board[data-width='s'] .secrecy > footer > .button {
    flex: 1 1 auto;
  }
  .board[data-width='s'] .secrecy > footer > .primary {
    flex: 1 0 calc(100% - 8px);
    order: 1;
  }
  [data-theme='contrast'] .false-alarm {
    box-shadow: inset 0 0 0 1px currentColor;
  }
`;
