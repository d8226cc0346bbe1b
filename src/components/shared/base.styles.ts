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
    /* Only tokens come in from a portal: whatever else a rule for its own pages sets on the tag ends here. */
    direction: ltr;
    writing-mode: horizontal-tb;
    letter-spacing: normal;
    word-spacing: normal;
    text-transform: none;
    text-indent: 0;
    text-shadow: none;
    white-space: normal;
    word-break: normal;
    overflow-wrap: normal;
    -webkit-hyphens: manual;
    hyphens: manual;
    cursor: auto;
    quotes: auto;
    list-style: none;
    -webkit-text-fill-color: currentColor;
    -webkit-text-stroke: 0;
    -webkit-text-security: none;
    -webkit-text-emphasis: none;
    text-emphasis: none;
    text-align-last: auto;
    text-orientation: mixed;
    text-underline-position: auto;
    text-decoration-skip-ink: auto;
    text-rendering: auto;
    tab-size: 8;
    caret-color: auto;
    accent-color: auto;
    orphans: 2;
    widows: 2;
    border-collapse: separate;
    border-spacing: 0;
    empty-cells: show;
    caption-side: top;
    image-rendering: auto;
    /* Portals against copying: what stands here, hashes and stopped texts too, is for copying. */
    -webkit-user-select: text;
    user-select: text;
    -webkit-user-modify: read-only;
    pointer-events: auto;
    fill: #000;
    fill-opacity: 1;
    fill-rule: nonzero;
    stroke: none;
    stroke-width: 1px;
    stroke-opacity: 1;
    stroke-dasharray: none;
    stroke-linecap: butt;
    stroke-linejoin: miter;
    text-anchor: start;
    paint-order: normal;
    /* What lies above something else here lies above nothing of the portal: its menus cover the board, not the board them. */
    isolation: isolate;
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
    font-size: var(--_fs-1);
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
