import type { SealedEntry } from '../../model/entry.js';
import type { Judgement } from '../../record/judge.js';
import { utc } from '../clock.js';
import type { Change, StoredUpdate, StoredWitness } from '../storage/storage.js';
import type { CommandWork } from './command-work.js';
import type { ContentTurn } from './content-turn.js';
import type { LoadedRoom } from './load-room.js';
import type { RoomContext } from './room-context.js';

/** What a turn is about to store, and to tell once it is on disk. */
export interface Draft {
  readonly content: ContentTurn;
  /** The entry that the turn's command seals, if it seals a new one. */
  readonly sealed: SealedEntry | undefined;
  /** Updates of the record document: the entry, and authors who wrote for the first time. */
  readonly recordRows: readonly StoredUpdate[];
  readonly change: Change;
  /** Whether there is anything to store at all. */
  readonly isEmpty: boolean;
}

/** Puts together what one turn changes. The record document is ahead of the disk from here to the commit. */
export function draftTurn(
  loaded: LoadedRoom,
  content: ContentTurn,
  command: CommandWork | undefined,
  judgement: Judgement | undefined,
  context: RoomContext,
): Draft {
  const sealed = judgement?.ok && !judgement.repeated ? judgement.sealed : undefined;
  const recordRows = recordUpdates(loaded, content, sealed, context);
  const bindings = content.bindings.added;
  const witnesses = command && sealed ? witnessOf(loaded, command, sealed, context.storage.epoch) : [];
  return {
    content,
    sealed,
    recordRows,
    change: {
      room: loaded.stored.room,
      updates: [...content.rows, ...recordRows],
      bindings,
      entries: sealed ? [sealed] : [],
      witnesses,
    },
    isEmpty: content.rows.length + recordRows.length + bindings.length === 0,
  };
}

function recordUpdates(
  { record, stored }: LoadedRoom,
  content: ContentTurn,
  sealed: SealedEntry | undefined,
  { storage, clock }: RoomContext,
): StoredUpdate[] {
  const updates: Uint8Array[] = [];
  if (sealed) updates.push(record.publish(sealed, { epoch: storage.epoch, generation: stored.generation }));
  for (const { client, user, name, office, wrote } of content.bindings.added) {
    const update = wrote ? record.publishAuthor(client, { id: user, name, office }) : null;
    if (update) updates.push(update);
  }
  return updates.map((bytes, index) => ({
    document: `${stored.room}/record`,
    seq: record.seq + index + 1,
    user: 'siban',
    connection: '',
    at: utc(clock.now()),
    bytes,
  }));
}

/**
 * The highest head that somebody of the office has verified, kept when it is higher than the one before (SEC-35). What
 * this record does not hold itself is no witness of it: anybody could invent one that no later one ever replaces.
 */
function witnessOf(
  { record, witnesses }: LoadedRoom,
  { command, person }: CommandWork,
  sealed: SealedEntry,
  epoch: string,
): StoredWitness[] {
  const { witness } = command;
  if (witness?.epoch !== epoch || record.compare(witness, epoch) !== 'covered') return [];
  const kept = witnesses.get(person.office);
  if (kept?.epoch === epoch && kept.seq >= witness.seq) return [];
  const { room, at } = sealed;
  return [{ room: room as StoredWitness['room'], office: person.office, ...witness, user: person.id, at }];
}
