import { agendaCommand, maySettle, type AgendaCommand } from '../model/agenda/commands.js';
import { STATE_LANE } from '../model/agenda/record-state.js';
import type { TopicCore } from '../model/agenda/topic-core.js';
import { MEETING_SUBJECT } from '../model/agenda/topic-state.js';
import type { Command } from '../model/command.js';
import type { Outcome, SealedEntry } from '../model/entry.js';
import { asText } from '../model/json.js';
import type { Conflict } from '../model/lane.js';
import { problem } from '../protocol/problems.js';
import {
  blockedProblem,
  lackingProblem,
  mayNotIssue,
  possibleProblem,
  readPayload,
  seenProblem,
  sizeProblem,
  subjectProblem,
  witnessProblem,
} from './judge-checks.js';
import { isSameCommand, makeCase, sealCase, type Case, type JudgeInput, type Judgement } from './judge-case.js';

export type { JudgeInput, Judgement } from './judge-case.js';

/**
 * Judges one command and seals its entry; pure, so that the server and a page without one judge alike.
 * Order of architecture §5: parse → may this person, now → seen → basis → possible from this state →
 * blocking rules → seal. A refusal leaves no trace.
 */
export function judge(input: JudgeInput): Judgement {
  const row = agendaCommand(input.command.type);
  if (!row) return refuse('unknown-type', `no command of type ${input.command.type} is known`);
  const known = input.record.byId.get(input.command.id);
  if (known) return repeat(input, row, known);
  const unreadable = readPayload(input, row);
  if (unreadable) return { ok: false, problem: unreadable };
  const topic = input.command.subject === MEETING_SUBJECT ? null : input.content.topic(input.command.subject);
  const judged = makeCase(input, row, topic ?? null);
  const refused =
    mayNotIssue(judged) ?? witnessProblem(input) ?? subjectProblem(input, row, topic) ?? seenProblem(judged);
  if (refused) return { ok: false, problem: refused };
  return row.lane === 'conflict' ? settleConflict(judged) : decide(judged);
}

/** Sending a command twice does no harm; using its id for something else does. */
function repeat({ command, person }: JudgeInput, row: AgendaCommand, sealed: SealedEntry): Judgement {
  if (sealed.by.id === person.id && isSameCommand(command, row, sealed)) return { ok: true, repeated: true, sealed };
  return refuse('id-reused', `the id ${command.id} was used for another command; send this one under a new id`);
}

/** What a command of an ordinary row comes to, once person, subject and content are in order. */
function decide(judged: Case): Judgement {
  const { row, command, record } = judged;
  if (row.lane === 'commutative') {
    return conclude(judged, record.stateLane(command.subject).state, { basis: null, outcome: 'stands' });
  }
  const lane = record.stateLane(command.subject);
  if (!lane.knows(command.basis)) return unknownBasis(command);
  const isStale = command.basis !== lane.newest;
  if (!isStale && lane.openConflict) return conflictOpen(lane.openConflict);
  const outcome = isStale ? 'contested' : 'stands';
  const state = isStale ? lane.stateAfter(command.basis) : lane.state;
  return conclude(judged, state, { basis: command.basis, outcome });
}

function unknownBasis({ basis, subject }: Command): Judgement {
  return refuse(
    'unknown-basis',
    `the basis ${basis} is no entry of the lane ${STATE_LANE} of ${subject}; reload the record`,
  );
}

function conclude(judged: Case, state: TopicCore, place: { basis: string | null; outcome: Outcome }): Judgement {
  const refused = possibleProblem(judged, state) ?? lackingProblem(judged) ?? blockedProblem(judged);
  if (refused) return { ok: false, problem: refused };
  return sealed(judged, place);
}

/** The last check is of the entry itself: only when it is made does its size show. */
function sealed(judged: Case, place: { basis: string | null; outcome: Outcome }): Judgement {
  const entry = sealCase(judged, place);
  const refused = sizeProblem(judged, entry);
  return refused ? { ok: false, problem: refused } : { ok: true, repeated: false, sealed: entry };
}

/** Ends the open conflict of the subject. Its basis must be the lane's newest entry: nobody settles what they have not seen. */
function settleConflict(judged: Case): Judgement {
  const { row, command, record, person, rights } = judged;
  const lane = record.stateLane(command.subject);
  const conflict = lane.openConflict;
  const chosen = asText(command.payload['choose']);
  if (!conflict)
    return refuse('conflict-settled', 'there is no open conflict here; it may have been settled meanwhile');
  if (!isSide(conflict, chosen)) return notASide(chosen, conflict, lane.conflicts);
  if (!maySettle(person, conflict, chosen, rights)) {
    return refuse('forbidden', `${row.type} is for ${row.who.words}`, { rule: row.type });
  }
  if (!lane.knows(command.basis)) return unknownBasis(command);
  if (command.basis !== lane.newest) return conflictOpen(conflict);
  return sealed(judged, { basis: command.basis, outcome: 'stands' });
}

function notASide(chosen: string, open: Conflict, conflicts: readonly Conflict[]): Judgement {
  if (conflicts.some((conflict) => isSide(conflict, chosen))) {
    return refuse('conflict-settled', `the conflict of ${chosen} is settled already; a later one is open`, {
      params: conflictParams(open),
    });
  }
  return refuse('not-possible', `${chosen} is no side of the open conflict`, { params: conflictParams(open) });
}

function isSide(conflict: Conflict, id: string): boolean {
  return conflict.standing.id === id || conflict.contested.some((entry) => entry.id === id);
}

function conflictOpen(conflict: Conflict): Judgement {
  return refuse('conflict-open', 'two decisions taken without sight of each other wait to be settled first', {
    params: conflictParams(conflict),
  });
}

/** Ids alone: the page has the entries, or fetches them. */
function conflictParams(conflict: Conflict): { lane: string; standing: string; contested: string[] } {
  return {
    lane: conflict.lane,
    standing: conflict.standing.id,
    contested: conflict.contested.map((entry) => entry.id),
  };
}

function refuse(...args: Parameters<typeof problem>): Judgement {
  return { ok: false, problem: problem(...args) };
}
