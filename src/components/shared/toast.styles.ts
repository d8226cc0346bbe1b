import { css } from 'lit';

/** Inverse ground, bottom left, in the part of the tag that is in sight. */
export const toastStyles = css`
  .toasts {
    position: -webkit-sticky;
    position: sticky;
    bottom: 16px;
    z-index: 15;
    height: 0;
  }
  .toast {
    position: absolute;
    bottom: 0;
    left: 16px;
    display: flex;
    align-items: center;
    max-width: calc(100% - 32px);
    padding: 9px 14px;
    border-radius: var(--_radius-2);
    background: var(--_text);
    color: var(--_surface);
    font-size: var(--_fs-2);
    line-height: 1.5;
    box-shadow: var(--_shadow-2);
    animation: toast var(--_t-2) var(--_ease);
  }
  @keyframes toast {
    from {
      opacity: 0;
      transform: translateY(6px);
    }
  }
  .toast > .shape {
    margin-right: 8px;
    color: inherit;
  }
  .toast > .shape .on {
    stroke: var(--_text);
  }
  .toast > .shape .on-dot {
    fill: var(--_text);
  }
  .toast-action {
    flex: none;
    min-height: 24px;
    margin: -2px -4px -2px 10px;
    padding: 2px 4px;
    border: 0;
    background: none;
    color: inherit;
    font-weight: var(--_fw-medium);
    text-decoration: underline;
    cursor: pointer;
  }
  .toast-action:focus {
    outline-color: currentColor;
    outline-offset: 0;
  }
  @media (pointer: coarse) {
    .toast-action {
      min-height: 44px;
    }
  }
  @media (forced-colors: active) {
    .toast {
      border: 1px solid;
    }
    .toast > .shape .on {
      stroke: Canvas;
    }
    .toast > .shape .on-dot {
      fill: Canvas;
    }
  }
  @media print {
    .toasts {
      display: none;
    }
  }
`;
