import type { Connection } from '../socket/connection.js';
import type { CommandWork } from './command-work.js';
import type { ContentWork } from './content-turn.js';

/** What is answered between turns, from the documents as they are on disk. */
export type AnswerWork =
  | { readonly kind: 'join'; readonly connection: Connection }
  | { readonly kind: 'state'; readonly connection: Connection; readonly stateVector: Uint8Array }
  /** A reader sent an update: harmless when it says nothing new, else a denied write. */
  | { readonly kind: 'reader-update'; readonly connection: Connection; readonly update: Uint8Array };

export type Work = AnswerWork | ContentWork | CommandWork;

/** What one turn deals with, by kind; within a kind in the order in which it came. */
export interface Works {
  readonly answers: readonly AnswerWork[];
  readonly command: CommandWork | undefined;
  readonly content: readonly ContentWork[];
}

/** What waits for a room's next turn. */
export class RoomQueue {
  #works: Work[] = [];

  get isEmpty(): boolean {
    return this.#works.length === 0;
  }

  push(work: Work): void {
    this.#works.push(work);
  }

  takeAll(): Work[] {
    const works = this.#works;
    this.#works = [];
    return works;
  }

  /** Everything that waits, but one command alone: the next is judged on what this one changes. */
  take(): Works {
    const answers: AnswerWork[] = [];
    const content: ContentWork[] = [];
    const commands: CommandWork[] = [];
    for (const work of this.#works) {
      if (work.kind === 'command') commands.push(work);
      else if (work.kind === 'update' || work.kind === 'claim') content.push(work);
      else answers.push(work);
    }
    const command = commands.shift();
    this.#works = commands;
    return { answers, command, content };
  }
}
