import type { Command } from '../model/command.js';
import { FORBIDDEN, NO_SUCH_ROOM } from '../protocol/close-codes.js';
import type { CommandClient } from './command-client.js';
import type { RoomLink } from './command-queue.js';
import { Listeners } from './listeners.js';
import type { CommandResult, RecordView, SyncState } from './room-session.js';

export interface NetworkLinkOptions {
  readonly commands: CommandClient;
  readonly sync: () => SyncState;
  readonly record: () => RecordView;
  /** Whether the record still comes in. */
  readonly isRecordLive: () => boolean;
}

/** How long a sealed entry may take to arrive in the record before its sender goes on without it, in milliseconds. */
const ARRIVAL = 5_000;

/** Whether the server can be asked now. */
export function isConnected({ status }: SyncState): boolean {
  return status === 'live' || status === 'read-only';
}

/** By what way commands of a room over the network go out. */
export class NetworkLink implements RoomLink {
  readonly #options: NetworkLinkOptions;
  readonly #changes = new Listeners();

  constructor(options: NetworkLinkOptions) {
    this.#options = options;
  }

  get standing(): RoomLink['standing'] {
    const sync = this.#options.sync();
    const { unsaved, status, reason } = sync;
    if (isConnected(sync)) return unsaved === 0 ? 'ready' : 'saving';
    // No connection will come, and the server answers a command all the same: it says why not, and nothing waits for ever.
    const isShut = status === 'refused' && (reason === FORBIDDEN.reason || reason === NO_SUCH_ROOM.reason);
    return isShut && unsaved === 0 ? 'ready' : 'away';
  }

  async send(command: Command): Promise<CommandResult> {
    const result = await this.#options.commands.send(command);
    if (result.ok) await this.#arrived(result.entry.seq);
    return result;
  }

  /** To be called when connection or record changed. */
  changed(): void {
    this.#changes.tell();
  }

  /** Waits until the record shows the entry, so that the next command can build on it. */
  async #arrived(seq: number): Promise<void> {
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      this.#changes.tell();
    }, ARRIVAL);
    await this.#changes.until(() => {
      const { entries, alarm } = this.#options.record();
      return entries.length >= seq || late || alarm !== null || !this.#options.isRecordLive();
    });
    clearTimeout(timer);
  }
}
