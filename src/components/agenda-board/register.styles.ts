import { css } from 'lit';

/** Time, place and chair: several values to pick from, and what stays beside the one that was picked. */
export const registerStyles = css`
  .contested > .value {
    text-align: start;
    line-height: 1.4;
    overflow-wrap: anywhere;
  }
  .contested > button.value:hover {
    border-color: var(--_accent);
    background: var(--_selected);
  }
  .contested > button.value:hover > .ring,
  .contested > button.value:focus > .ring {
    border-color: var(--_accent);
    box-shadow:
      inset 0 0 0 2px var(--_surface),
      inset 0 0 0 7px var(--_accent);
  }
  .contested > span.value > .ring {
    border-style: dashed;
  }
  .panel .contested > .key {
    flex-basis: 100%;
  }
  .register-strip {
    display: inline-flex;
    flex-wrap: wrap;
    align-items: center;
    font-size: var(--_fs-1);
    color: var(--_text-3);
  }
  .fact > .register-strip {
    margin-left: 8px;
  }
  .register-strip > em {
    margin-right: 12px;
  }
  .register-strip > .former {
    display: inline-flex;
    flex-wrap: wrap;
    align-items: center;
    margin-right: 8px;
    overflow-wrap: anywhere;
  }
  .register-strip s em {
    text-decoration: inherit;
  }
  .register-strip .link {
    min-height: 24px;
    margin-left: 8px;
    font-size: var(--_fs-1);
  }
  .fields > .strip-line {
    margin-top: -4px;
  }
  .register-facts > div {
    padding: 6px 0;
    border-bottom: 1px solid var(--_line);
    font-size: var(--_fs-2);
  }
  .register-facts .label {
    display: block;
    margin-bottom: 2px;
  }
  .open-start {
    position: relative;
    padding: 8px 0 8px 20px;
    color: var(--_warn-text);
    font-size: var(--_fs-2);
  }
  .open-start > .shape {
    position: absolute;
    top: 11px;
    left: 0;
    color: var(--_warn);
  }
  .open-start > .link {
    margin-left: 8px;
  }
  .board[data-width='s'] .fact.settled {
    display: block;
    width: 100%;
    margin-right: 0;
  }
  .board[data-width='s'] .fact > .register-strip {
    display: flex;
    margin: 0 0 0 19px;
  }
  .board[data-width='s'] .register-strip .link {
    min-height: 44px;
    padding: 0 6px;
  }
  @media (forced-colors: active) {
    .contested {
      border-color: CanvasText;
    }
    .contested .ring {
      border-color: currentColor;
    }
  }
`;
