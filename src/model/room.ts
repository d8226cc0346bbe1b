/** Kinds of rooms; each has its own document shape (architecture §3). */
export const ROOM_KINDS = [
  'agenda',
  'draft',
  'matrix',
  'handoff',
  'event',
  'supervision',
  'docflow',
  'info',
  'person',
] as const;
export type RoomKind = (typeof ROOM_KINDS)[number];

/** `<kind>/<id>`, for example `agenda/m1`. */
export type RoomName = `${RoomKind}/${string}`;

export const DOCUMENT_PARTS = ['content', 'record'] as const;
export type DocumentPart = (typeof DOCUMENT_PARTS)[number];

const ROOM = new RegExp(`^(${ROOM_KINDS.join('|')})/([a-z0-9][a-z0-9_-]{0,63})$`);

export interface RoomAddress {
  readonly kind: RoomKind;
  readonly id: string;
  readonly room: RoomName;
}

/** Reads a room name, or returns undefined when it is not one. */
export function parseRoomName(text: string): RoomAddress | undefined {
  const match = ROOM.exec(text);
  if (!match) return undefined;
  return { kind: match[1] as RoomKind, id: match[2]!, room: text as RoomName };
}

/** What a person may do with a document, weakest first. */
export const RIGHTS = ['read', 'suggest', 'write'] as const;
export type Right = (typeof RIGHTS)[number];

/** One line of a token's `access`: a pattern is exact, `<kind>/*` or `<kind>/<prefix>*`. */
export interface AccessRule {
  readonly room: string;
  readonly right: Right;
}

/** The highest right that any matching line gives, or undefined when none matches. */
export function rightFor(access: readonly AccessRule[], room: string): Right | undefined {
  let best = -1;
  for (const rule of access) if (matchesRoom(rule.room, room)) best = Math.max(best, RIGHTS.indexOf(rule.right));
  return RIGHTS[best];
}

function matchesRoom(pattern: string, room: string): boolean {
  if (!pattern.endsWith('*')) return pattern === room;
  const prefix = pattern.slice(0, -1);
  // A pattern never spans kinds: `*` and `age*` give nothing.
  return prefix.includes('/') && room.startsWith(prefix);
}
