/** An element class that says which release it is of. */
export type Versioned = CustomElementConstructor & { readonly version: string };

/**
 * Registers the whole set of tags, or none of it: the first copy on a page wins, so that a page never gets half of each
 * of two releases. Never throws.
 *
 * @returns whether this copy is the one that was registered.
 */
export function defineElements(elements: Readonly<Record<string, Versioned>>, registry = customElements): boolean {
  const taken = Object.keys(elements).filter((tag) => registry.get(tag) !== undefined);
  if (taken.length === 0) {
    for (const [tag, element] of Object.entries(elements)) registry.define(tag, element);
    return true;
  }
  warnAboutOtherVersions(taken, elements, registry);
  return false;
}

/** Silent when the versions are equal: loading the same script twice is nobody's fault. Else said once for the whole set. */
function warnAboutOtherVersions(
  taken: readonly string[],
  elements: Readonly<Record<string, Versioned>>,
  registry: CustomElementRegistry,
): void {
  const versionOf = (tag: string): string =>
    (registry.get(tag) as Partial<Versioned> | undefined)?.version ?? 'unknown';
  const others = taken.filter((tag) => versionOf(tag) !== elements[tag]!.version);
  const [first] = others;
  if (first === undefined) return;
  const names = others.map((tag) => `<${tag}>`).join(', ');
  console.warn(
    `${names}: already defined by version ${versionOf(first)}; this page keeps it and version ` +
      `${elements[first]!.version} is not used. Load one copy of siban per page.`,
  );
}
