import * as Y from 'yjs';

/** A piece of what stands in a field now, and the client that wrote it. */
export interface Written {
  readonly text: string;
  readonly client: number;
}

/** Who wrote what a field of a topic holds now, in order: runs of a text, items of a list, or the one plain value. */
export function writersOf(map: Y.Map<unknown> | undefined, field: string): readonly Written[] {
  const value = map?.get(field);
  if (value instanceof Y.Text || value instanceof Y.Array) return runsOf(value);
  const item = map?._map.get(field);
  return item && typeof value === 'string' ? [{ text: value, client: item.id.client }] : [];
}

function runsOf(type: Y.Text | Y.Array<unknown>): readonly Written[] {
  const runs: Written[] = [];
  for (let item = type._start; item; item = item.right) {
    if (item.deleted || !item.countable) continue;
    const { client } = item.id;
    const parts = item.content.getContent().map((part: unknown) => (typeof part === 'string' ? part : '\ufffc'));
    if (type instanceof Y.Text) runs.push({ text: parts.join(''), client });
    else for (const text of parts) runs.push({ text, client });
  }
  return runs;
}
