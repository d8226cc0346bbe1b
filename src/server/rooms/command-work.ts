import type { Command } from '../../model/command.js';
import type { Person } from '../../model/person.js';
import type { Judgement } from '../../record/judge.js';

/** A command that waits for its room's turn. */
export interface CommandWork {
  readonly kind: 'command';
  readonly command: Command;
  readonly person: Person;
  /** Called once: when the entry is on disk, or with why there is none. */
  readonly answer: (judgement: Judgement) => void;
}
