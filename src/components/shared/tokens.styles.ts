import { css, unsafeCSS, type CSSResult } from 'lit';

/**
 * Design tokens. Every value that a component uses comes from here, under a private name (`--_text`) that
 * reads the public one (`--siban-text`) first: so a portal may set any of them on the tag or on any
 * ancestor, and the themes, which live on an element inside the shadow root, never shadow what it set.
 * The ring keeps its own colour: a host that replaces the accent must not be able to remove it.
 */
const SCALE = {
  font:
    '"PingFang SC", "HarmonyOS Sans SC", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", ' +
    '"Microsoft YaHei", "WenQuanYi Micro Hei", system-ui, sans-serif',
  'font-kai': '"KaiTi_GB2312", "楷体_GB2312", KaiTi, STKaiti, "Noto Serif CJK SC", serif',
  'font-mono': '"Cascadia Mono", "DejaVu Sans Mono", "Noto Sans Mono", Consolas, monospace',
  // Sizes are larger than a Latin product would use: readers are 45–60 and hanzi are dense. Floor 12 px.
  'fs-1': '12px',
  'fs-2': '13px',
  'fs-3': '15px',
  'fs-4': '17px',
  'fs-5': '20px',
  'fs-6': '28px',
  'lh-tight': '1.3',
  lh: '1.55',
  'lh-loose': '1.75',
  'fw-medium': '500',
  'fw-bold': '600',
  'radius-1': '3px',
  'radius-2': '6px',
  'radius-3': '10px',
  't-1': '90ms',
  't-2': '160ms',
  't-3': '2400ms',
  ease: 'cubic-bezier(.2, 0, 0, 1)',
  control: '32px',
  'control-sm': '26px',
  'row-y': '11px',
  'cell-x': '12px',
  edge: '3px',
} as const;

/** Drops one pixel of type and the air around rows; never the floor of 12 px nor 24 px targets. */
const COMPACT: Partial<Record<keyof typeof SCALE, string>> = {
  'fs-2': '12px',
  'fs-3': '14px',
  'fs-4': '16px',
  'fs-5': '18px',
  'fs-6': '24px',
  control: '28px',
  'control-sm': '24px',
  'row-y': '7px',
  'cell-x': '10px',
};
const COARSE: Partial<Record<keyof typeof SCALE, string>> = { control: '44px', 'control-sm': '44px' };
const STILL: Partial<Record<keyof typeof SCALE, string>> = { 't-1': '0ms', 't-2': '0ms', 't-3': '0ms' };

const LIGHT = {
  canvas: '#f3f5f7',
  surface: '#ffffff',
  'surface-2': '#f8f9fb',
  'surface-3': '#eef1f5',
  selected: '#eaf1fa',
  text: '#1a2330',
  'text-2': '#465162',
  'text-3': '#5f6a7a',
  line: '#e2e6ec',
  'line-2': '#cdd4dd',
  'control-line': '#8591a1',
  accent: '#1f4e8c',
  'accent-hover': '#183f73',
  'accent-soft': '#e8eff8',
  'on-accent': '#ffffff',
  link: '#1a569f',
  focus: '#0a66e8',
  fresh: '#fff7d6',
  ok: '#1b7f4d',
  'ok-text': '#12653b',
  'ok-soft': '#e9f5ee',
  soon: '#2b6cb8',
  'soon-text': '#1d548f',
  'soon-soft': '#e8f1fa',
  warn: '#b86e00',
  'warn-text': '#7d4a00',
  'warn-soft': '#fdf3e0',
  bad: '#c42b2b',
  'bad-text': '#a01f1f',
  'bad-soft': '#fdecea',
  idle: '#7b8594',
  'idle-text': '#556071',
  'idle-soft': '#eef0f3',
  seal: '#b23527',
  cpc: '#7a1a3c',
  'cpc-text': '#7a1a3c',
  'cpc-soft': '#f9ebf0',
  npc: '#a06a00',
  'npc-text': '#6f4a00',
  'npc-soft': '#fbf2dd',
  gov: '#2456a6',
  'gov-text': '#1d4788',
  'gov-soft': '#e7eefa',
  cppcc: '#0f7a70',
  'cppcc-text': '#0a5c54',
  'cppcc-soft': '#e1f4f1',
  'on-office': '#ffffff',
  unit: '#5b6676',
  'unit-soft': '#eef0f3',
  'shadow-1': '0 1px 2px rgba(20, 32, 50, .06)',
  'shadow-2': '0 4px 14px rgba(20, 32, 50, .10), 0 1px 3px rgba(20, 32, 50, .08)',
  'shadow-3': '0 18px 48px rgba(20, 32, 50, .22), 0 2px 8px rgba(20, 32, 50, .10)',
  scrim: 'rgba(18, 26, 38, .44)',
} as const;
type Theme = Record<keyof typeof LIGHT, string>;

const DARK: Theme = {
  canvas: '#11151b',
  surface: '#191f27',
  'surface-2': '#1e2530',
  'surface-3': '#28313d',
  selected: '#1d2e45',
  text: '#e6eaf0',
  'text-2': '#b6c0cd',
  'text-3': '#93a0b0',
  line: '#2c3542',
  'line-2': '#3b4655',
  'control-line': '#6d7a8c',
  accent: '#8ab6f2',
  'accent-hover': '#a5c8f7',
  'accent-soft': '#20344f',
  'on-accent': '#0c1a2c',
  link: '#8ab6f2',
  focus: '#7db4ff',
  fresh: '#3a3417',
  ok: '#4fb985',
  'ok-text': '#7fd6aa',
  'ok-soft': '#17301f',
  soon: '#6ba9ee',
  'soon-text': '#9cc6f6',
  'soon-soft': '#182b41',
  warn: '#e0a23c',
  'warn-text': '#f0c478',
  'warn-soft': '#35280f',
  bad: '#ef6f68',
  'bad-text': '#f79f99',
  'bad-soft': '#3c1d1d',
  idle: '#8b97a7',
  'idle-text': '#aab4c1',
  'idle-soft': '#262e39',
  seal: '#e2705f',
  cpc: '#d8658d',
  'cpc-text': '#f0a5bd',
  'cpc-soft': '#3a2029',
  npc: '#f2c864',
  'npc-text': '#f0cb7c',
  'npc-soft': '#33290f',
  gov: '#6f9df0',
  'gov-text': '#a3c1f7',
  'gov-soft': '#1c2b4a',
  cppcc: '#6ddccb',
  'cppcc-text': '#86ddd1',
  'cppcc-soft': '#12332f',
  'on-office': '#14181e',
  unit: '#97a3b3',
  'unit-soft': '#28313d',
  'shadow-1': 'none',
  'shadow-2': '0 4px 14px rgba(0, 0, 0, .45)',
  'shadow-3': '0 18px 48px rgba(0, 0, 0, .62)',
  scrim: 'rgba(0, 0, 0, .6)',
};

/** AAA text, lines of at least 4.5:1; soft grounds turn white and are outlined by the parts that use them. */
const CONTRAST: Theme = {
  canvas: '#ffffff',
  surface: '#ffffff',
  'surface-2': '#ffffff',
  'surface-3': '#e9e9e9',
  selected: '#fff3b0',
  text: '#000000',
  'text-2': '#1a1a1a',
  'text-3': '#333333',
  line: '#595959',
  'line-2': '#333333',
  'control-line': '#000000',
  accent: '#002f6c',
  'accent-hover': '#001d45',
  'accent-soft': '#ffffff',
  'on-accent': '#ffffff',
  link: '#002f8c',
  focus: '#b80000',
  fresh: '#fff3b0',
  ok: '#00512b',
  'ok-text': '#00401f',
  'ok-soft': '#ffffff',
  soon: '#003e85',
  'soon-text': '#00336e',
  'soon-soft': '#ffffff',
  warn: '#6b3d00',
  'warn-text': '#573100',
  'warn-soft': '#ffffff',
  bad: '#8f0000',
  'bad-text': '#7a0000',
  'bad-soft': '#ffffff',
  idle: '#404040',
  'idle-text': '#333333',
  'idle-soft': '#ffffff',
  seal: '#8f0000',
  cpc: '#6d0f30',
  'cpc-text': '#5a0c28',
  'cpc-soft': '#ffffff',
  npc: '#5c3a00',
  'npc-text': '#4a2f00',
  'npc-soft': '#ffffff',
  gov: '#0b3380',
  'gov-text': '#082a6b',
  'gov-soft': '#ffffff',
  cppcc: '#004d45',
  'cppcc-text': '#003f38',
  'cppcc-soft': '#ffffff',
  'on-office': '#ffffff',
  unit: '#333333',
  'unit-soft': '#ffffff',
  'shadow-1': 'none',
  'shadow-2': '0 0 0 2px #000',
  'shadow-3': '0 0 0 3px #000',
  scrim: 'rgba(0, 0, 0, .75)',
};

/** Paper is white and its ink black in every theme, whatever a portal has set: shapes carry the state. */
const INK: Theme = Object.fromEntries(
  Object.keys(LIGHT).map((name) => {
    if (name.startsWith('shadow')) return [name, 'none'];
    const isGround = /^(canvas|surface|selected|fresh|on-)|-soft$/.test(name);
    return [name, isGround ? '#ffffff' : /^line/.test(name) ? '#595959' : '#000000'];
  }),
) as Theme;

function declare(values: Readonly<Record<string, string>>): CSSResult {
  const lines = Object.entries(values).map(([name, value]) => {
    if (name === 'focus') return `--_focus: ${value};`;
    // A portal that sets its accent and nothing else gets links of that colour too.
    const otherwise = name === 'link' ? `var(--siban-accent, ${value})` : value;
    return `--_${name}: var(--siban-${name}, ${otherwise});`;
  });
  return unsafeCSS(lines.join('\n'));
}

/** Put `class="siban"` with `data-theme` and `data-density` on the outermost element of a shadow root. */
export const tokens = css`
  .siban {
    color-scheme: light;
    ${declare(SCALE)}
    ${declare(LIGHT)}
  }
  .siban[data-density='compact'] {
    ${declare(COMPACT)}
  }
  .siban[data-theme='dark'] {
    color-scheme: dark;
    ${declare(DARK)}
  }
  .siban[data-theme='contrast'] {
    ${declare(CONTRAST)}
    --_edge: var(--siban-edge, 5px);
  }
  @media (prefers-color-scheme: dark) {
    .siban[data-theme='auto'] {
      color-scheme: dark;
      ${declare(DARK)}
    }
  }
  @media (pointer: coarse) {
    .siban,
    .siban[data-density='compact'] {
      ${declare(COARSE)}
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .siban {
      ${declare(STILL)}
    }
  }
  @media print {
    .siban,
    .siban[data-theme] {
      color-scheme: light;
      ${unsafeCSS(
        Object.entries(INK)
          .map(([name, value]) => `--_${name}: ${value};`)
          .join('\n'),
      )}
    }
  }
`;
