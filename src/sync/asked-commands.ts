import type { Command } from '../model/command.js';
import { Listeners } from './listeners.js';
import type { RoomLink } from './queue-drain.js';
import type { CommandResult } from './room-session.js';

/** An answer that a person waits for. */
export interface Asked {
  /** Null when it did not come in time. */
  readonly inTime: Promise<CommandResult | null>;
  /** Whenever it comes. */
  readonly answer: Promise<CommandResult>;
}

/** The links of the rooms that a page has open, and the commands that go out by them while somebody waits for the answer. */
export class AskedCommands {
  readonly #links = new Map<string, RoomLink>();
  readonly #changes = new Listeners();
  #closed = false;

  link(room: string): RoomLink | undefined {
    return this.#links.get(room);
  }

  /** Returns the way out. */
  attach(room: string, link: RoomLink): () => void {
    this.#links.set(room, link);
    return () => {
      if (this.#links.get(room) === link) this.#links.delete(room);
      this.#changes.tell();
    };
  }

  /** The standing of a link may have changed. */
  changed(): void {
    this.#changes.tell();
  }

  /** Sends a command as soon as its room is ready. `patience` in milliseconds. */
  ask(room: string, command: Command, patience: number): Asked {
    let isLate = false;
    const answer = this.#send(room, command, () => isLate);
    const inTime = new Promise<CommandResult | null>((resolve) => {
      const timer = setTimeout(() => {
        isLate = true;
        this.#changes.tell();
        resolve(null);
      }, patience);
      void answer.then((result) => {
        clearTimeout(timer);
        resolve(result);
      });
    });
    return { inTime, answer };
  }

  close(): void {
    this.#closed = true;
    this.#changes.tell();
  }

  async #send(room: string, command: Command, isLate: () => boolean): Promise<CommandResult> {
    const isOver = (): boolean => this.#closed || isLate();
    await this.#changes.until(() => isOver() || this.link(room)?.standing !== 'saving');
    const link = this.link(room);
    if (isOver() || link?.standing !== 'ready') return { ok: false, problem: null, command };
    return link.send(command);
  }
}
