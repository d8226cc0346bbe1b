import type { Command } from '../model/command.js';
import type { JsonObject } from '../model/json.js';
import type { Problem } from '../protocol/problems.js';

/** A command that one person gave in one browser and that is not sealed yet, as it is kept. */
export interface QueueRow {
  /** `agenda/<id>`. */
  readonly room: string;
  readonly command: Command;
  /** What the subject said when the person decided, where the command carries its digest; else null. */
  readonly seen: JsonObject | null;
  /** Its place among all commands of this person in this browser; a later one has a larger number. */
  readonly order: number;
  /**
   * Until when the page on which it was given asks for the answer itself, in milliseconds since the epoch by the machine's own clock. Till then
   * nobody else sends it, and it is not shown as waiting. Null: it waits for its turn.
   */
  readonly attended: number | null;
  /** Why the server refused it; null while it has not. */
  readonly problem: Problem | null;
  /** Id of the earlier command of the same subject on account of which it waits for the person; else null. */
  readonly heldBy: string | null;
}

/**
 * A change of the kept commands: pure, and harmless when made twice, so that one that could not be written is made again later.
 * The rows are in order.
 */
export type QueueEdit = (rows: readonly QueueRow[]) => readonly QueueRow[];

/** Whether it goes out by itself when its turn comes. */
export function isWaiting({ problem, heldBy }: QueueRow): boolean {
  return problem === null && heldBy === null;
}

/** A command as somebody gives it. */
export type NewRow = Pick<QueueRow, 'room' | 'command' | 'seen'>;

/** Puts a command at the end. */
export function added(given: NewRow, attended: number | null): QueueEdit {
  return (rows) => {
    if (rows.some((row) => row.command.id === given.command.id)) return rows;
    const order = 1 + (rows[rows.length - 1]?.order ?? 0);
    return [...rows, { ...given, order, attended, problem: null, heldBy: null }];
  };
}

/** The page that asked for an answer has got none: from now on the command waits for its turn. */
export function leftWaiting(id: string): QueueEdit {
  return (rows) =>
    changed(rows, (row) => (row.command.id === id && row.attended !== null ? { ...row, attended: null } : row));
}

/** It is in the record. What was held on its account goes on. */
export function sealed(id: string): QueueEdit {
  return (rows) => changed(without(rows, id), (row) => (row.heldBy === id ? freed(row) : row));
}

/** The server has said no. What was given for the same subject after it was given, without knowing this, waits for the person. */
export function refused(id: string, problem: Problem): QueueEdit {
  return (rows) => {
    const no = rows.find((row) => row.command.id === id);
    if (!no) return rows;
    return changed(rows, (row) => {
      if (row === no) return { ...row, problem, attended: null, heldBy: null };
      const isLater = row.order > no.order && row.room === no.room && row.command.subject === no.command.subject;
      return isLater && isWaiting(row) && row.attended === null ? { ...row, heldBy: id } : row;
    });
  };
}

/** Once more as it is, with all that was held on its account. */
export function retried(id: string): QueueEdit {
  return (rows) =>
    changed(rows, (row) => {
      if (row.command.id === id) return isWaiting(row) ? row : { ...row, problem: null, heldBy: null };
      return row.heldBy === id ? freed(row) : row;
    });
}

/**
 * Out of the queue for good. What was built on it (its `basis`) can never be sealed as it stands: it is held until the person decides
 * anew. The others that were held on its account go on.
 */
export function dropped(id: string): QueueEdit {
  return (rows) => {
    const gone = new Set([id]);
    return changed(without(rows, id), (row) => {
      const { basis } = row.command;
      if (row.problem === null && basis !== null && gone.has(basis)) {
        gone.add(row.command.id);
        return row.heldBy === basis ? row : { ...row, heldBy: basis, attended: null };
      }
      return row.heldBy === id ? freed(row) : row;
    });
  };
}

function freed(row: QueueRow): QueueRow {
  return { ...row, heldBy: null };
}

/** The same list when nothing of it changes, so that nobody is told of it. */
function changed(rows: readonly QueueRow[], change: (row: QueueRow) => QueueRow): readonly QueueRow[] {
  const after = rows.map(change);
  return after.some((row, index) => row !== rows[index]) ? after : rows;
}

function without(rows: readonly QueueRow[], id: string): readonly QueueRow[] {
  return rows.some((row) => row.command.id === id) ? rows.filter((row) => row.command.id !== id) : rows;
}
