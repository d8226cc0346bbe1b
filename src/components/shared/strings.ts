/** Languages of the interface. Each component has one table a language, of one type: a missing key does not compile. */
export const LANGUAGES = ['zh-CN', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

export type Tables<Words> = Readonly<Record<Language, Words>>;

/**
 * The language to show: the tag's own `lang`, else that of the nearest ancestor that has one, across shadow roots.
 * Anything that begins with `en` is English; everything else, and nothing at all, is Chinese.
 */
export function languageOf(element: Element): Language {
  return languageNamed(nearestLang(element));
}

export function languageNamed(tag: string): Language {
  return tag.toLowerCase().startsWith('en') ? 'en' : 'zh-CN';
}

function nearestLang(start: Element): string {
  let element: Element | null = start;
  while (element) {
    const found: Element | null = element.closest('[lang]');
    if (found) return found.getAttribute('lang') ?? '';
    const root: Node = element.getRootNode();
    element = root instanceof ShadowRoot ? root.host : null;
  }
  return '';
}
