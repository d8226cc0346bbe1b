import { css } from 'lit';

/** A ⋯ button and what it opens: below it in the header, above it in the bar of steps. */
export const menuStyles = css`
  .menu-place {
    position: relative;
    display: inline-block;
  }
  .menu {
    position: absolute;
    top: 100%;
    right: 0;
    z-index: 10;
    min-width: 168px;
    margin-top: 4px;
    padding: 4px;
    border: 1px solid var(--_line-2);
    border-radius: var(--_radius-2);
    background: var(--_surface);
    box-shadow: var(--_shadow-2);
  }
  .menu[hidden] {
    display: none;
  }
  .commands .menu-place {
    margin: 4px;
  }
  .commands .menu {
    top: auto;
    bottom: 100%;
    margin: 0 0 4px;
  }
  .menu-item {
    display: flex;
    align-items: center;
    width: 100%;
    min-height: var(--_control);
    padding: 0 12px;
    border: 0;
    border-radius: var(--_radius-1);
    background: none;
    font-size: var(--_fs-2);
    white-space: nowrap;
    text-align: start;
    cursor: pointer;
  }
  .menu-item > .icon {
    margin-right: 10px;
    color: var(--_text-3);
  }
  .menu-item:hover,
  .menu-item:focus {
    background: var(--_surface-3);
  }
  .menu-item:focus {
    outline-offset: -2px;
  }
  .menu-item[aria-disabled='true'] {
    color: var(--_text-3);
  }
`;
