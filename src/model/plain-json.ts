const { stringify } = JSON;

/**
 * `JSON.stringify` of plain values, whatever the page has put on prototypes: with prototype.js 1.6 an array becomes a string
 * in the midst of JSON. Undefined for what JSON does not know.
 */
export function plainJson(value: unknown): string | undefined {
  return stringify(plainOf(value));
}

/** The value itself on most pages; a copy of it that inherits nothing where the page gives arrays or objects a `toJSON`. */
export function plainOf(value: unknown): unknown {
  return inherited(Array.prototype) || inherited(Object.prototype) ? copied(value) : value;
}

function copied(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    // Its own `toJSON`, of no value, lies before the one that it inherits.
    return Object.defineProperty(Array.from(value, copied), 'toJSON', { value: undefined });
  }
  const own = inherited(value);
  // What knows how to write itself, such as a date, goes on doing so.
  if (own && own !== inherited(Object.prototype)) return value;
  const copy = Object.create(null) as Record<string, unknown>;
  for (const key of Object.keys(value)) copy[key] = copied((value as Record<string, unknown>)[key]);
  return copy;
}

function inherited(object: object): unknown {
  const { toJSON } = object as { toJSON?: unknown };
  return typeof toJSON === 'function' ? toJSON : undefined;
}
