/** One string inside a value, and where it lies: `providedMaterials[0]`. */
export interface TextAt {
  readonly path: string;
  readonly text: string;
}

/**
 * Every string inside a value, in order. Keys of the topmost object named in `except`
 * are left out. Keeps its own stack, so that no nesting exhausts the program's.
 */
export function textsIn(value: unknown, except: readonly string[] = []): TextAt[] {
  const texts: TextAt[] = [];
  const open: { path: string; value: unknown }[] = [{ path: '', value }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { path, value: current } = next;
    if (typeof current === 'string') texts.push({ path, text: current });
    if (typeof current !== 'object' || current === null) continue;
    const inner = Array.isArray(current)
      ? current.map((item: unknown, index) => ({ path: `${path}[${index}]`, value: item }))
      : Object.entries(current)
          .filter(([key]) => path !== '' || !except.includes(key))
          .map(([key, item]: [string, unknown]) => ({ path: path === '' ? key : `${path}.${key}`, value: item }));
    open.push(...inner.reverse());
  }
  return texts;
}
