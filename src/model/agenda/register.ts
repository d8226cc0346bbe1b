import { parseInstant } from '../time.js';

/** A field that must not be overwritten unseen: one value is settled, several are contested and all shown. */
export interface Register<T> {
  readonly values: readonly RegisterValue<T>[];
  /**
   * What the shown values took the place of, for 改回. Who wrote it and when is as the person says who replaced it: what
   * was replaced is no longer in the document.
   */
  readonly former: readonly RegisterValue<T>[];
}

/** One act of writing a register. */
export interface RegisterWrite {
  /** Random id of the write; the key in the document is `<field>#<writeId>`. */
  readonly writeId: string;
  /** The clientID that wrote it; the record document's `authors` says whose that is. */
  readonly client: number;
  /** Null where nothing is known of the moment: what a meeting was made with, and what foreign clients write. */
  readonly stamp: WriteStamp | null;
}

export interface RegisterValue<T> extends RegisterWrite {
  readonly value: T;
  /** The same value, written by others who had not seen this one: all of them agree. */
  readonly also: readonly RegisterWrite[];
}

/** What the page of whoever wrote it says of the moment (本人填报); the server vouches for the author alone. */
export interface WriteStamp {
  /** RFC 3339, by the server's clock as that page knew it. */
  readonly at: string;
  /** The page was not connected. */
  readonly offline: boolean;
  /**
   * How it ended a contest: `picked` took the place of several values, `restored` wrote the former value anew after that.
   * Null for a write that met one value.
   */
  readonly settles: 'picked' | 'restored' | null;
}

/** The value of a register when it is settled, else undefined: nothing may be computed from a contested one. */
export function settled<T>(register: Register<T>): T | undefined {
  return register.values.length === 1 ? register.values[0]!.value : undefined;
}

/** What is no longer shown and can be brought back. */
export function replaced<T>(register: Register<T>): readonly RegisterValue<T>[] {
  return register.former.filter(({ value }) => register.values.every((shown) => shown.value !== value));
}

/** What a new value in the place of what stands there would do to a contest. */
export function settling<T>({ values, former }: Register<T>, value: T): WriteStamp['settles'] {
  if (values.length > 1) return 'picked';
  const afterContest = (values[0]?.stamp?.settles ?? null) !== null;
  return afterContest && former.some((past) => past.value === value) ? 'restored' : null;
}

/** One value each, with all who wrote it; by the time of the first of them, then by the id of the write. */
export function registerValues<T>(
  writes: readonly (RegisterWrite & { readonly value: T })[],
): readonly RegisterValue<T>[] {
  const values = new Map<T, RegisterValue<T>>();
  for (const { value, ...write } of [...writes].sort(byTime)) {
    const known = values.get(value);
    values.set(value, known ? { ...known, also: [...known.also, write] } : { value, ...write, also: [] });
  }
  return [...values.values()];
}

function byTime(a: RegisterWrite, b: RegisterWrite): number {
  const [first, second] = [timeOf(a), timeOf(b)];
  if (first !== second) return first - second;
  return a.writeId < b.writeId ? -1 : a.writeId > b.writeId ? 1 : 0;
}

/** What has no time stood there first. */
function timeOf({ stamp }: RegisterWrite): number {
  const at = stamp && parseInstant(stamp.at);
  return at?.ok ? at.value : 0;
}

/** Reads the stamp of a write, which any client may have written; undefined when it is none. */
export function parseStamp(value: unknown): WriteStamp | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { at, offline, settles } = value as Readonly<Record<string, unknown>>;
  if (typeof at !== 'string' || !parseInstant(at).ok || typeof offline !== 'boolean') return undefined;
  // Any other word is a later release's: what it adds is not known here, the moment is.
  return { at, offline, settles: settles === 'picked' || settles === 'restored' ? settles : null };
}

/** Reads a former value, which any client may have written; undefined when it is none. An empty `at`: no stamp is known. */
export function parseFormer(writeId: string, value: unknown): (RegisterWrite & { readonly value: string }) | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { value: text, client, at } = value as Readonly<Record<string, unknown>>;
  if (typeof text !== 'string' || !Number.isSafeInteger(client) || (client as number) < 0) return undefined;
  const stamp = at === '' ? null : parseStamp(value);
  return stamp === undefined ? undefined : { value: text, writeId, client: client as number, stamp };
}
