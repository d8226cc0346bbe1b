import { css } from 'lit';

/** What all tags share: type, resets, the ring. */
export const base = css`
  :host {
    display: block;
  }
  :host([hidden]) {
    display: none;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  .siban {
    font: 400 var(--_fs-3) / var(--_lh) var(--_font);
    font-variant-numeric: tabular-nums;
    line-break: strict;
    text-spacing-trim: trim-start;
    text-align: start;
    color: var(--_text);
    background: var(--_surface);
    -webkit-font-smoothing: antialiased;
  }
  h2,
  h3,
  h4,
  p,
  ol,
  ul,
  dl,
  dd,
  figure {
    margin: 0;
    padding: 0;
    font-weight: inherit;
    font-size: inherit;
  }
  ol,
  ul {
    list-style: none;
  }
  b,
  strong {
    font-weight: var(--_fw-bold);
  }
  em,
  i {
    font-style: normal;
  }
  .sr {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip: rect(0 0 0 0);
    white-space: nowrap;
  }
  .mono {
    font-family: var(--_font-mono);
    font-size: 0.92em;
  }
  .meta {
    color: var(--_text-3);
    font-size: var(--_fs-2);
  }
  .fine {
    color: var(--_text-3);
    font-size: var(--_fs-1);
  }
  .spacer {
    flex: 1;
  }
  :focus {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
  @supports selector(:focus-visible) {
    :focus {
      outline: none;
    }
    :focus-visible {
      outline: 2px solid var(--_focus);
      outline-offset: 2px;
    }
  }
`;
