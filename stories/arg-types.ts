/** What the manifest says of one member of a tag. */
interface Item {
  readonly name?: string;
  readonly kind?: string;
  readonly fieldName?: string;
  readonly description?: string;
  readonly default?: string;
  readonly type?: { readonly text?: string };
}

interface Declaration {
  readonly tagName?: string;
  readonly members?: readonly Item[];
  readonly attributes?: readonly Item[];
  readonly events?: readonly Item[];
  readonly slots?: readonly Item[];
  readonly cssProperties?: readonly Item[];
  readonly cssParts?: readonly Item[];
}

export interface Manifest {
  readonly modules: readonly { readonly declarations?: readonly Declaration[] }[];
}

/** A line of the table in the docs. */
export interface Line {
  readonly name: string;
  readonly description: string | undefined;
  readonly control: false;
  readonly table: {
    readonly category: string;
    readonly type: { readonly summary: string | undefined };
    readonly defaultValue: { readonly summary: string | undefined };
  };
}

/**
 * The table of a tag. Each kind has keys of its own, since a slot and a part may have one name and both belong there; a
 * property that is an attribute too stands there once, as the attribute. A line has no control: stories name those that work.
 */
export function argTypesOf(tag: string, { modules }: Manifest): Record<string, Line> {
  const declaration = modules.flatMap(({ declarations = [] }) => declarations).find(({ tagName }) => tagName === tag);
  if (!declaration) return {};
  const attributes = declaration.attributes ?? [];
  const twins = new Set(attributes.flatMap(({ name, fieldName }) => [name, fieldName]));
  const properties = (declaration.members ?? []).filter(({ kind, name }) => kind === 'field' && !twins.has(name));
  return {
    // The names of those that stories do control: their controls are laid over these lines.
    ...lines('attributes', '', attributes),
    ...lines('properties', '', properties),
    ...lines('events', 'event-', declaration.events),
    ...lines('slots', 'slot-', declaration.slots),
    ...lines('css custom properties', 'css-', declaration.cssProperties),
    ...lines('css shadow parts', 'part-', declaration.cssParts),
  };
}

function lines(category: string, prefix: string, items: readonly Item[] = []): Record<string, Line> {
  return Object.fromEntries(
    items.map(({ name = '', description, type, default: value }): [string, Line] => [
      `${prefix}${name}`,
      {
        name: name || '(default)',
        description,
        control: false,
        table: { category, type: { summary: type?.text }, defaultValue: { summary: value } },
      },
    ]),
  );
}
