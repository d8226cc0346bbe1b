import type { DocumentPart } from '../../model/room.js';
import type { CloseReason } from '../../protocol/close-codes.js';
import type { Refusal } from '../admission/refusal.js';
import type { Connection } from '../socket/connection.js';

/** Who has joined a room, by document. */
export class RoomMembers {
  readonly #members: Record<DocumentPart, Set<Connection>> = { content: new Set(), record: new Set() };

  get size(): number {
    return this.#members.content.size + this.#members.record.size;
  }

  add(connection: Connection): void {
    this.#members[connection.setup.part].add(connection);
  }

  delete(connection: Connection): void {
    this.#members[connection.setup.part].delete(connection);
  }

  of(part: DocumentPart): ReadonlySet<Connection> {
    return this.#members[part];
  }

  *[Symbol.iterator](): Iterator<Connection> {
    yield* this.#members.content;
    yield* this.#members.record;
  }

  /** Writes the same bytes to everybody at one document. */
  broadcast(part: DocumentPart, frames: Buffer): void {
    for (const member of this.#members[part]) member.write(frames);
  }

  /** Ends the connections of those who may write, so that they come back as readers and nothing of theirs is swallowed. */
  closeWriters(refusal: Refusal): void {
    for (const member of [...this.#members.content]) if (member.isWriter) member.refuse(refusal);
  }

  close(reason: CloseReason): void {
    for (const member of [...this]) member.close(reason);
  }
}
