import { svg, html, type TemplateResult } from 'lit';

/** Line icons on a 16 px grid, drawn with the colour of the text around them. Never without a word or a label. */
const SHAPES = {
  calendar: svg`<rect x="2.5" y="3.5" width="11" height="10" rx="1.5"/><path d="M2.5 6.8h11M5.4 2v2.6M10.6 2v2.6"/>`,
  place: svg`<path d="M8 14c2.9-2.8 4.5-5.2 4.5-7.4a4.5 4.5 0 0 0-9 0C3.500 8.800 5.100 11.200 8 14z"/><circle cx="8" cy="6.600" r="1.600"/>`,
  person: svg`<circle cx="8" cy="5.400" r="2.600"/><path d="M3 13.400c.5-2.500 2.500-3.900 5-3.900s4.500 1.400 5 3.900"/>`,
  people: svg`<circle cx="6" cy="5.600" r="2.300"/><path d="M1.700 13c.5-2.200 2.100-3.500 4.300-3.500s3.800 1.300 4.300 3.500M10.400 3.500a2.300 2.300 0 0 1 0 4.300M11.800 9.800c1.400.6 2.200 1.700 2.600 3.200"/>`,
  search: svg`<circle cx="7" cy="7" r="4.400"/><path d="M10.300 10.300 14 14"/>`,
  filter: svg`<path d="M2 3.500h12M4.400 8h7.200M6.600 12.500h2.800"/>`,
  plus: svg`<path d="M8 3v10M3 8h10"/>`,
  check: svg`<path d="m3.200 8.400 3.200 3.200 6.400-7"/>`,
  close: svg`<path d="m4 4 8 8M12 4l-8 8"/>`,
  up: svg`<path d="M8 13V3.500M4 7.500l4-4 4 4"/>`,
  down: svg`<path d="M8 3v9.500M4 8.500l4 4 4-4"/>`,
  unfold: svg`<path d="M3.500 6 8 10.500 12.500 6"/>`,
  grip: svg`<g fill="currentColor" stroke="none"><circle cx="6" cy="4" r="1"/><circle cx="10" cy="4" r="1"/><circle cx="6" cy="8" r="1"/><circle cx="10" cy="8" r="1"/><circle cx="6" cy="12" r="1"/><circle cx="10" cy="12" r="1"/></g>`,
  fork: svg`<circle cx="4" cy="3.600" r="1.600"/><circle cx="12" cy="3.600" r="1.600"/><circle cx="8" cy="12.400" r="1.600"/><path d="M4 5.200c0 3.200 4 2.500 4 5.600M12 5.200c0 3.200-4 2.500-4 5.600"/>`,
  document: svg`<path d="M4 1.800h5l3 3v9.400H4z"/><path d="M9 1.800v3h3M6 8h4M6 10.600h4"/>`,
  shield: svg`<path d="M8 1.800l5.200 1.900v4c0 3.300-2.200 5.500-5.200 6.600-3-1.100-5.200-3.300-5.200-6.600v-4z"/><path d="m6.200 6 3.600 3.600M9.800 6 6.200 9.600"/>`,
  lock: svg`<rect x="3.400" y="7" width="9.200" height="6.600" rx="1.400"/><path d="M5.400 7V5a2.600 2.600 0 0 1 5.200 0v2"/>`,
  back: svg`<path d="M3 6.500h6.500a3.500 3.500 0 0 1 0 7H6M3 6.500l3-3M3 6.500l3 3"/>`,
  hourglass: svg`<path d="M4 2.500h8M4 13.500h8M5 2.500c0 3 3 3.700 3 5.500s-3 2.500-3 5.500M11 2.500c0 3-3 3.700-3 5.500s3 2.500 3 5.500"/>`,
  cloudOff: svg`<path d="M4.800 12.500h6.400a2.700 2.700 0 0 0 .8-5.300A4.200 4.200 0 0 0 6 4.600M4.600 6.600a3 3 0 0 0 .2 5.900M2 2l12 12"/>`,
  eye: svg`<path d="M1.600 8S4 3.800 8 3.800 14.400 8 14.400 8 12 12.200 8 12.200 1.600 8 1.600 8z"/><circle cx="8" cy="8" r="1.900"/>`,
  key: svg`<circle cx="4.800" cy="11.200" r="2.600"/><path d="m6.700 9.300 6.300-6.300M10.600 5.400l1.800 1.800M8.700 7.300l1.300 1.300"/>`,
  refresh: svg`<path d="M13 6.400A5.300 5.300 0 0 0 3.600 5M3 9.600A5.300 5.300 0 0 0 12.400 11M3.400 2.200V5h2.800M12.600 13.800V11H9.800"/>`,
  importing: svg`<path d="M8 2.200v7.600M5 7l3 3 3-3M2.800 9.600v3.800h10.400V9.600"/>`,
  changed: svg`<path d="M9.600 2.600H3.700a1.200 1.200 0 0 0-1.200 1.200v8.500a1.200 1.200 0 0 0 1.200 1.200h8.500a1.200 1.200 0 0 0 1.200-1.200V6.600"/><path d="m5 8.300 2.200 2.200 3.600-4"/><path d="m13 .6 2.400 2.400L13 5.400 10.600 3z" fill="currentColor" stroke="none"/>`,
  edit: svg`<path d="M10.900 2.600 13.400 5.100 5.600 12.900l-3.200.7.7-3.200zM9.300 4.200l2.500 2.500"/>`,
  undo: svg`<path d="M5.500 3 2.500 6l3 3M2.500 6H10a3.500 3.500 0 0 1 0 7H7"/>`,
  redo: svg`<path d="m10.500 3 3 3-3 3M13.500 6H6a3.500 3.500 0 0 0 0 7h3"/>`,
  copy: svg`<rect x="5.500" y="5.500" width="8" height="8" rx="1.200"/><path d="M10.500 3.500v-1h-8v8h1"/>`,
  trash: svg`<path d="M3 4.500h10M6.500 4.500v-2h3v2M4.400 4.500l.7 9h5.800l.7-9"/>`,
  more: svg`<g fill="currentColor" stroke="none"><circle cx="3.500" cy="8" r="1.300"/><circle cx="8" cy="8" r="1.300"/><circle cx="12.500" cy="8" r="1.300"/></g>`,
  help: svg`<circle cx="8" cy="8" r="6.200"/><path d="M6.200 6.200a1.900 1.900 0 1 1 2.700 1.700c-.6.300-.9.700-.9 1.400"/><circle cx="8" cy="11.500" r=".5" fill="currentColor"/>`,
} as const;

export type IconName = keyof typeof SHAPES;

export function icon(name: IconName, size: '' | 'small' = ''): TemplateResult {
  return html`<svg class="icon ${size}" viewBox="0 0 16 16" aria-hidden="true" focusable="false">${SHAPES[name]}</svg>`;
}

/** What belongs in an empty agenda: a card with one line ticked. */
export function emptyDrawing(): TemplateResult {
  return html`<svg class="drawing" viewBox="0 0 104 72" aria-hidden="true" focusable="false">
    <rect x="4" y="4" width="96" height="64" rx="6" class="sheet"></rect>
    <path d="M4 20h96" class="rule"></path>
    <path d="M20 36h40M20 50h26" class="rule"></path>
    <rect x="72" y="34" width="16" height="16" rx="3" class="tick-box"></rect>
    <path d="m76 42 3 3 5.500-6" class="tick"></path>
  </svg>`;
}
