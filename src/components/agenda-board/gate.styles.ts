import { css } from 'lit';

/** The chain of five steps. */
export const gateStyles = css`
  .gate {
    display: flex;
    align-items: center;
    height: var(--_first);
  }
  .pip {
    flex: none;
    position: relative;
    display: flex;
    align-items: center;
    justify-content: center;
    width: 18px;
    height: 18px;
    border-radius: 50%;
    font-size: 12px;
    line-height: 1;
    font-weight: var(--_fw-bold);
  }
  .pip + .pip {
    margin-left: 7px;
  }
  .pip + .pip::before {
    content: '';
    position: absolute;
    left: -8px;
    top: 8px;
    width: 7px;
    height: 1.5px;
    background: var(--_line-2);
  }
  .pip .icon {
    width: 11px;
    height: 11px;
    stroke-width: 2.2;
  }
  .pip.done {
    background: var(--_ok-soft);
    color: var(--_ok);
  }
  .pip.missing {
    width: 20px;
    height: 20px;
    border-radius: 4px;
    background: var(--_bad);
    color: var(--_surface);
  }
  .pip.disorder {
    border-radius: 4px;
    box-shadow: inset 0 0 0 1.5px var(--_bad);
    color: var(--_bad-text);
  }
  .pip.next {
    border: 2px solid var(--_accent);
    background: var(--_surface);
  }
  .pip.next::after {
    content: '';
    width: 6px;
    height: 6px;
    border-radius: 50%;
    background: var(--_accent);
  }
  .pip.next::before {
    top: 6px;
    left: -10px;
  }
  .pip.todo {
    border: 1.5px dashed var(--_idle);
  }
  .pip.todo::before {
    top: 6.5px;
    left: -9.5px;
  }
  [data-theme='contrast'] .pip.done {
    box-shadow: inset 0 0 0 1.5px currentColor;
  }
`;
