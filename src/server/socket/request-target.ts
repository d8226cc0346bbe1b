import { DOCUMENT_PARTS, ROOM_KINDS, type DocumentPart, type RoomName } from '../../model/room.js';

/** Where a WebSocket request wants to go. */
export interface SocketTarget {
  readonly room: RoomName;
  readonly part: DocumentPart;
  /** From `?token=`, where that is switched on; undefined when there is none. */
  readonly queryToken: string | undefined;
}

const TARGET = new RegExp(
  `^/ws/((?:${ROOM_KINDS.join('|')})/[a-z0-9][a-z0-9_-]{0,63})/(${DOCUMENT_PARTS.join('|')})(?:\\?token=([A-Za-z0-9._-]*))?$`,
);

/**
 * Matches the raw target of a request, before anything is decoded: what is not written exactly like this does not
 * exist (SEC-1). Percent signs, dots, other parameters: none of them is a room.
 */
export function matchSocketTarget(target: string, allowsQueryToken: boolean): SocketTarget | undefined {
  const match = TARGET.exec(target);
  if (!match) return undefined;
  const [, room, part, queryToken] = match;
  if (queryToken !== undefined && !allowsQueryToken) return undefined;
  return { room: room as RoomName, part: part as DocumentPart, queryToken };
}
