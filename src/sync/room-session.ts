import type { Command } from '../model/command.js';
import type { AgendaRecord } from '../model/agenda/topic-state.js';
import type { Head, PublishedHead, SealedEntry } from '../model/entry.js';
import type { JsonObject } from '../model/json.js';
import type { Person } from '../model/person.js';
import type { Right } from '../model/room.js';
import type { Settings } from '../model/settings.js';
import type { Problem } from '../protocol/problems.js';
import type { AgendaStore } from '../store/agenda-store.js';
import type { MarkedText } from '../store/take-out-marks.js';

/** How a page stands with the server (architecture §9). */
export type ConnectionStatus = 'connecting' | 'live' | 'offline' | 'read-only' | 'refused' | 'expired' | 'outdated';

export interface SyncState {
  readonly status: ConnectionStatus;
  /** Edits that the server has not yet said it has on disk, those of earlier pages of this person included. */
  readonly unsaved: number;
  /** Edits of those that have not left this page since the connection was there last. */
  readonly unsent: number;
  /** Commands that wait here to be sealed, refused ones included. */
  readonly unsealed: number;
  /**
   * Why `refused` or `read-only`: a reason of `protocol/close-codes.ts`. Before a room is open, `sign-in-unreachable` for an `offline` that is the
   * portal's: it does not say who is signed in. Else null.
   */
  readonly reason: string | null;
  /** Whether what is not saved yet outlives this page. */
  readonly keeping: Keeping;
}

/**
 * `kept`: in this browser's own storage. `off`: the host wants nothing kept. `unavailable`: the browser has no
 * storage for it. `full`: the last attempt to store something failed; what was typed since lives in this page alone.
 */
export type Keeping = 'kept' | 'off' | 'unavailable' | 'full';

/** What a page counts before anything was edited. */
export const NOTHING_UNSAVED = { unsaved: 0, unsent: 0, unsealed: 0, keeping: 'off' } as const;

/** A command that the server has not sealed yet. */
export interface QueuedCommand {
  readonly command: Command;
  /**
   * `waiting`: goes out when its turn comes. `sending`: on its way. `refused`: the server has said no, see `problem`. `held`: waits
   * for the person to decide about an earlier one of the same subject that was refused.
   */
  readonly state: 'waiting' | 'sending' | 'refused' | 'held';
  readonly problem: Problem | null;
  /** What the subject said when the person decided, as far as it is kept: shows what changed since, if that is why it was refused. */
  readonly seen?: JsonObject | null;
}

/** The texts of one thing that somebody is typing and that is not content yet, by name: a field with what it said before, a reason. */
export type Note = Readonly<Record<string, string>>;

/**
 * Words of this person for this room that are not content yet: they outlive a reload and a browser that is killed, and nobody else
 * ever gets them.
 */
export interface RoomNotes {
  /** What earlier pages left and what was set since, but for what carries a secrecy mark: that is never kept. */
  readonly all: ReadonlyMap<string, Note>;
  get(key: string): Note | undefined;
  /** Keeps it in a moment; null, or a text that the secrecy gate does not admit, deletes what was kept under the key. */
  set(key: string, note: Note | null): void;
  /** Whether the note as it was last set is in this browser's storage. Sessions tell when it changes. */
  isStored(key: string): boolean;
}

/** The record of the room cannot be trusted as it stands. */
export interface RecordAlarm {
  /** `chain-broken`: an entry does not verify. `head-regressed`: the record went back or was changed behind our back. */
  readonly kind: 'chain-broken' | 'head-regressed';
  /** The first sequence number that is wrong. */
  readonly seq: number;
}

/** Somebody else in the room. */
export interface Presence {
  readonly client: number;
  readonly person: Pick<Person, 'id' | 'name' | 'office'>;
  /** Topic on which the person is; null for none. */
  readonly topic: string | null;
  readonly editing: boolean;
}

/** What a person asks for; the session adds id, basis, digest, time and witness. */
export interface CommandIntent {
  readonly type: string;
  readonly subject: string;
  readonly payload: JsonObject;
  /** The content that the person had on screen when they decided, if other than what stands there now. */
  readonly seen?: JsonObject;
  /** The newest entry of the lane that the person had on screen, if other than the newest now. */
  readonly basis?: string | null;
}

export type CommandResult =
  | { readonly ok: true; readonly entry: SealedEntry }
  | { readonly ok: false; readonly problem: Problem; readonly command: Command }
  /** No answer from the server: the command waits in the session's `queue` and is sent when it can be. */
  | { readonly ok: false; readonly problem: null; readonly command: Command };

/** The record as the page has verified it. */
export interface RecordView {
  readonly state: AgendaRecord;
  readonly entries: readonly SealedEntry[];
  readonly head: PublishedHead | null;
  readonly alarm: RecordAlarm | null;
  /**
   * `remembered`: the highest head that this page, or an earlier one of the same person, has verified; `served`: what the
   * server shows now. They may part only while there is an alarm.
   */
  readonly heads: { readonly remembered: Head | null; readonly served: Head | null };
  /** Whom a clientID belongs to, as the server published it. */
  authorOf(client: number): Pick<Person, 'id' | 'name' | 'office'> | undefined;
}

/**
 * One agenda room as a component sees it: content, record, presence, connection and commands.
 * `sync/` makes one over the network, and one in memory for stories and tests.
 */
export interface AgendaSession {
  readonly room: string;
  readonly person: Person;
  readonly right: Right;
  readonly settings: Settings;
  readonly content: AgendaStore;
  readonly record: RecordView;
  /** This person's commands that are not sealed yet, in the order in which they were given; the same array until changed. */
  readonly queue: readonly QueuedCommand[];
  /**
   * The record as it will be once everything that waits in `queue` is sealed as it stands: what can be done next is read from
   * here, what has been done from `record`. The same object as `record.state` while nothing waits.
   */
  readonly outlook: AgendaRecord;
  readonly sync: SyncState;
  /**
   * Topics with edits that the server has not yet said it has on disk, and `room` when the meeting itself has some; the same set
   * until changed.
   */
  readonly unsavedTopics: ReadonlySet<string>;
  /** The others in the room; while `offline` those who were there last. */
  readonly presence: readonly Presence[];
  /**
   * Texts that the server refused because of a secrecy mark and that were taken out of the content again, as they were
   * typed. For showing to this person alone; kept nowhere.
   */
  readonly markedTexts: readonly MarkedText[];
  /**
   * This person's own texts that the server will never take (the right is gone, the room is, …), for copying: as they stood when that
   * was said, on this visit or an earlier one. The same list until changed.
   */
  readonly leftovers: readonly MarkedText[];
  /** The person has what they want of the leftovers: they go for good. */
  dropLeftovers(): void;
  /** What this person is typing and has not written yet. The same object for as long as the session lives. */
  readonly notes: RoomNotes;
  /** Milliseconds since the epoch by the server's clock; the page's own clock changes no light. */
  now(): number;
  setPresence(topic: string | null, editing: boolean): void;
  send(intent: CommandIntent): Promise<CommandResult>;
  /** Sends a refused command once more, as it is, with all that were held because of it. */
  retryQueued(id: string): void;
  /**
   * Takes a refused, held or waiting command out of the queue, for good. Those that were held because of it wait for their turn again, but for what
   * was built on it (its `basis`): that stays `held`, since it can never be sealed as it stands, until the person drops it too.
   */
  dropQueued(id: string): void;
  /**
   * Called when a command that had to wait was sealed, or was refused, on this page or another one of this person; once for each time.
   * Returns the way out.
   */
  onSettled(listener: (queued: QueuedCommand, result: CommandResult) => void): () => void;
  /** Called after anything but the content changed; content has its own subscription. */
  subscribe(listener: () => void): () => void;
  /** Tries again at once instead of waiting for the back-off. */
  reconnect(): void;
  close(): void;
}
