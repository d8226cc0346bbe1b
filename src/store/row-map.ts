import * as Y from 'yjs';
import { parseRow, ROW_LISTS, type RowFields, type RowListName, type Rows } from '../model/agenda/content-rows.js';
import { byRank } from '../model/agenda/rank.js';
import { textOf } from './shared-text.js';

/** Key of a row in the map that holds its list: `<list>:<id>`. */
export function rowKey(list: RowListName, id: string): string {
  return `${list}:${id}`;
}

/** A row with all its nested types, ready to be put under a random id; out of sight until it is shown. */
export function createRowMap<L extends RowListName>(
  list: L,
  fields: Partial<RowFields[L]>,
  rank: string,
  removed: boolean,
): Y.Map<unknown> {
  const typed: readonly string[] = ROW_LISTS[list].typed;
  const values = Object.entries<string>({ ...ROW_LISTS[list].empty, ...fields });
  return new Y.Map<unknown>([
    ...values.map(([name, value]): [string, unknown] => [name, typed.includes(name) ? new Y.Text(value) : value]),
    ['rank', rank],
    ['removed', removed],
  ]);
}

/** The rows of one list in order, removed ones too, with the keys of those that cannot be read. */
export function readRows<L extends RowListName>(
  map: Y.Map<unknown>,
  list: L,
): {
  readonly rows: readonly Rows[L][];
  readonly skipped: readonly { readonly id: string; readonly problem: string }[];
} {
  const rows: Rows[L][] = [];
  const skipped: { id: string; problem: string }[] = [];
  const prefix = rowKey(list, '');
  for (const [key, item] of map._map) {
    if (item.deleted || !key.startsWith(prefix)) continue;
    const id = key.slice(prefix.length);
    const value = map.get(key);
    const parsed =
      value instanceof Y.Map
        ? parseRow(list, id, plainFields(value as Y.Map<unknown>))
        : ({ ok: false, problem: 'not-a-map' } as const);
    if (parsed.ok) rows.push(parsed.value);
    else skipped.push({ id, problem: parsed.problem });
  }
  return { rows: rows.length > 1 ? rows.sort(byRank) : rows, skipped };
}

function plainFields(map: Y.Map<unknown>): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  map.forEach((value, name) => (fields[name] = value instanceof Y.Text ? textOf(value) : value));
  return fields;
}

/** The `Y.Map` of a row, whatever is wrong inside it. */
export function rowMap(map: Y.Map<unknown> | undefined, list: RowListName, id: string): Y.Map<unknown> | undefined {
  const value = map?.get(rowKey(list, id));
  return value instanceof Y.Map ? (value as Y.Map<unknown>) : undefined;
}
