import { encodeStored, encodeSync, SYNC } from '../../protocol/messages.js';
import { frame } from '../socket/frame.js';
import type { Connection } from '../socket/connection.js';
import type { ContentTurn } from './content-turn.js';

/**
 * Tells a room what is on disk now. Everybody gets each update once and in order; whoever sent it gets its
 * acknowledgement instead, or, without our extension, the update itself (SEC-28). Framed once for all.
 */
export function publishContent(turn: ContentTurn, members: ReadonlySet<Connection>): void {
  const frames = turn.rows.map((row) => frame(encodeSync(SYNC.update, row.bytes)));
  const acknowledged = acknowledgements(turn);
  const all = frames.length === 1 ? frames[0]! : Buffer.concat(frames);
  for (const member of members) {
    const own = acknowledged.get(member);
    if (!own) {
      if (all.length > 0) member.write(all);
    } else {
      member.write(Buffer.concat([...frames.filter((_, index) => turn.authors[index] !== member), ...own]));
    }
  }
}

/** The 111 frames of each page that speaks our extension; others get their own updates back like everybody else's. */
function acknowledgements(turn: ContentTurn): Map<Connection, Buffer[]> {
  const frames = new Map<Connection, Buffer[]>();
  for (const { connection, seq } of turn.accepted) {
    if (!connection.setup.extended) continue;
    let own = frames.get(connection);
    if (!own) frames.set(connection, (own = []));
    own.push(frame(encodeStored(seq)));
  }
  return frames;
}
