import { equal, ok, test } from '../controllers/bdd.js';
import { tokens } from '../../src/components/shared/tokens.styles.js';

const THEMES = ['light', 'dark', 'contrast'] as const;
const PORTALS = ['cpc', 'npc', 'gov', 'cppcc'] as const;

type Pair = readonly [ink: string, ground: string, least: number];

const each = (inks: readonly string[], grounds: readonly string[], least: number): Pair[] =>
  inks.flatMap((ink) => grounds.map((ground): Pair => [ink, ground, least]));

/** `text` is how far letters stand out at least: 4.5, and 7 in the theme for high contrast. Shapes and edges: 3. */
function pairs(text: number): readonly Pair[] {
  const grounds = ['surface', 'surface-2', 'selected', 'accent-soft', 'fresh', 'idle-soft', 'warn-soft', 'canvas'];
  const lights = ['ok', 'soon', 'warn', 'bad', 'idle'];
  const offices = ['cpc', 'npc', 'gov', 'cppcc'];
  const onLight = (light: string): string[] => [
    `${light}-soft`,
    'surface',
    'selected',
    'surface-2',
    'accent-soft',
    'fresh',
  ];
  return [
    ...each(['text', 'text-2', 'text-3'], grounds, text),
    ...each(['text-2'], ['bad-soft', 'soon-soft', 'surface-3', 'unit-soft'], text),
    ...lights.flatMap((light) => each([`${light}-text`], onLight(light), text)),
    ...lights.flatMap((light) => each([light], onLight(light), 3)),
    ...each(['focus'], ['surface', 'surface-2', 'selected', 'warn-soft', 'bad-soft', 'soon-soft', 'idle-soft'], 3),
    ...each(['accent', 'link'], ['surface', 'surface-2', 'selected', 'accent-soft'], 4.5),
    ...each(['link'], ['warn-soft', 'bad-soft', 'soon-soft'], 4.5),
    ...each(['on-accent'], ['accent', 'accent-hover'], 4.5),
    ...each(['surface'], ['text', 'bad'], 4.5),
    ...each(['control-line'], ['surface'], 3),
    ...each(['seal'], ['surface'], 4.5),
    ...offices.flatMap((office): Pair[] => [
      [`${office}-text`, `${office}-soft`, 4.5],
      ['on-office', office, 4.5],
      [office, 'surface', 3],
      [office, 'selected', 3],
    ]),
  ];
}

/** Contrast of two colours as WCAG counts it, 1 to 21. */
function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light! + 0.05) / (dark! + 0.05);
}

function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const value = parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

/** What a portal sets on the tags inside it, for one theme. */
async function saysToTags(portal: string, dark: boolean): Promise<readonly (readonly [string, string])[]> {
  const sheet = await (await fetch(new URL(`../../demo/portals/${portal}/portal.css`, import.meta.url))).text();
  const head = dark ? "siban-workspace\\[theme='dark'\\] \\{" : 'siban-workspace \\{';
  const block = new RegExp(`${head}([^}]*)\\}`).exec(sheet)?.[1] ?? '';
  return [...block.matchAll(/(--siban-[\w-]+): ([^;]+);/g)].map(([, name, value]) => [name!, value!]);
}

/** Pairs that stand out less than they should. */
function tooClose(theme: (typeof THEMES)[number], set: readonly (readonly [string, string])[] = []): readonly string[] {
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'open' });
  const style = document.createElement('style');
  style.textContent = tokens.cssText;
  const board = document.createElement('div');
  board.className = 'siban';
  board.dataset['theme'] = theme;
  root.append(style, board);
  for (const [name, value] of set) host.style.setProperty(name, value);
  document.body.append(host);
  const computed = getComputedStyle(board);
  const colour = (name: string): string => computed.getPropertyValue(`--_${name}`).trim();
  const found = pairs(theme === 'contrast' ? 7 : 4.5).flatMap(([ink, ground, least]) => {
    const reached = contrast(colour(ink), colour(ground));
    ok(reached >= 1, `${ink} on ${ground} is no pair of colours: ${colour(ink)} ${colour(ground)}`);
    return reached < least ? [`${ink} on ${ground}: ${reached.toFixed(2)}, not ${least}`] : [];
  });
  host.remove();
  return found;
}

for (const theme of THEMES) {
  test(`every letter and every shape stands out from every ground that it may lie on (${theme})`, () => {
    equal(tooClose(theme), []);
  });
}

for (const portal of PORTALS) {
  for (const theme of ['light', 'dark'] as const) {
    test(`so it does with the colours of the portal ${portal} (${theme})`, async () => {
      const light = await saysToTags(portal, false);
      const set = theme === 'dark' ? [...light, ...(await saysToTags(portal, true))] : light;
      ok(
        set.some(([name]) => name === '--siban-accent'),
        'the portal sets an accent',
      );
      equal(tooClose(theme, set), []);
    });
  }
}

test('links take the accent of a portal that sets nothing else', () => {
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'open' });
  root.innerHTML = `<style>${tokens.cssText}</style><div class="siban" data-theme="light"></div>`;
  host.style.setProperty('--siban-accent', '#a81418');
  document.body.append(host);
  const { style } = host;
  const link = (): string => getComputedStyle(root.querySelector('.siban')!).getPropertyValue('--_link').trim();
  equal(link(), '#a81418');
  style.setProperty('--siban-link', '#004488');
  equal(link(), '#004488');
  host.remove();
});
