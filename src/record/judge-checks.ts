import { isPossible, isTimely, lacking, NEVER_WAIVED, type AgendaCommand } from '../model/agenda/commands.js';
import { approvalOf, stepsOf, type TopicCore } from '../model/agenda/topic-core.js';
import type { Topic } from '../model/agenda/topic.js';
import { checkPayload } from '../model/command.js';
import type { SealedEntry } from '../model/entry.js';
import { asText, type Json } from '../model/json.js';
import { problem, type Problem } from '../protocol/problems.js';
import { ENTRY_BYTES, sizeOf } from './entry-size.js';
import type { Case, JudgeInput } from './judge-case.js';
import { firstPrev } from './seal.js';
import { compareWitness } from './witness.js';

export function readPayload({ command, marks }: JudgeInput, row: AgendaCommand): Problem | undefined {
  const wrong = checkPayload(row.payload, command.payload);
  if (wrong) return malformed(wrong.path, wrong.message);
  if (row.seen && command.seen === null) {
    return malformed('seen', `is needed by ${row.type}: the digest of the topic as the person saw it`);
  }
  const findings = marks ? textsOf(command.payload).flatMap(marks) : [];
  if (findings.length === 0) return undefined;
  return problem(
    'secrecy-mark',
    'a text of the command carries a secrecy mark; take it out, marked matters stay offline',
    { findings },
  );
}

/** Every text of a payload, however deep. */
function textsOf(value: Json): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsOf);
}

function malformed(path: string, message: string): Problem {
  return problem('malformed', `${path} ${message}`, { params: { path } });
}

export function mayNotIssue({ row, person, rights }: Case): Problem | undefined {
  if (row.who.may(person, rights)) return undefined;
  return problem('forbidden', `${row.type} is for ${row.who.words}`, { rule: row.type });
}

export function witnessProblem({ command, record, head, epoch, room, alg }: JudgeInput): Problem | undefined {
  if (!command.witness) return undefined;
  const hashAt = (seq: number) => (seq === 0 ? firstPrev(room, alg) : record.entries[seq - 1]?.hash);
  const verdict = compareWitness(command.witness, { ...head, epoch }, hashAt);
  if (verdict !== 'shortened' && verdict !== 'changed') return undefined;
  const { seq } = command.witness;
  return problem('witness', `the page has verified another record than this one at entry ${seq}; tell the auditor`, {
    params: { verdict, seq, head: head.seq },
  });
}

export function subjectProblem(
  { command }: JudgeInput,
  row: AgendaCommand,
  topic: Topic | null | undefined,
): Problem | undefined {
  if (topic !== null && row.subjects === 'meeting') {
    return problem('unknown-subject', `${row.type} is about the meeting; its subject is room`);
  }
  if (topic === undefined || (topic === null && row.subjects === 'topic')) {
    return problem('unknown-subject', `there is no topic ${command.subject} in this room; reload the agenda`);
  }
  if (topic?.removed) return problem('topic-removed', 'the topic was removed; bring it back first');
  return undefined;
}

export function seenProblem({ row, command, live, content }: Case): Problem | undefined {
  if (!row.seen || !live || command.seen === live.digest) return undefined;
  return problem('content-changed', 'the topic reads otherwise now; look at it and decide again', {
    current: { digest: live.digest, seq: content.seq, content: live.content },
  });
}

export function possibleProblem({ row, command, live, flags, record }: Case, state: TopicCore): Problem | undefined {
  if (!isTimely(row, record.meeting.status)) {
    const { status } = record.meeting;
    return problem('not-possible', `${row.type} is not possible while the meeting is ${status}`, {
      rule: row.type,
      params: { meeting: status, from: [...(row.meeting ?? [])] },
    });
  }
  const approval = approvalOf(state);
  const changed = approval !== null && live !== null && approval.digest !== live.digest;
  if (!isPossible(row, { status: state.status, steps: stepsOf(state) }, changed)) {
    return problem('not-possible', `${row.type} is not possible while the topic is ${state.status}`, {
      rule: row.type,
      params: { status: state.status, from: [...row.from] },
    });
  }
  const rule = asText(command.payload['rule']);
  if (row.type !== 'finding.waive' || flags(command.subject).includes(rule)) return undefined;
  return problem('not-possible', `there is no finding ${rule} to waive`, { rule: row.type });
}

export function lackingProblem({ row, topic }: Case): Problem | undefined {
  const missing = lacking(row, topic);
  if (missing.length === 0) return undefined;
  return problem(
    'not-possible',
    `${row.type} needs a topic with ${missing.join(' and ')}; fill in what is missing first`,
    {
      rule: row.type,
      params: { missing: [...missing] },
    },
  );
}

export function blockedProblem({ row, command, record, blocking }: Case): Problem | undefined {
  if (row.blockedBy.length === 0) return undefined;
  const waived = record.waivers(command.subject).map((waiver) => waiver.rule);
  const lifted = waived.filter((rule) => !NEVER_WAIVED.includes(rule));
  const findings = blocking(command.subject).filter(
    ({ rule }) => row.blockedBy.includes(asText(rule)) && !lifted.includes(asText(rule)),
  );
  if (findings.length === 0) return undefined;
  const rule = asText(findings[0]!['rule']);
  return problem('rule-blocked', `${rule} holds ${row.type} back until it is put right or waived`, { rule, findings });
}

/** Content has no limit of its own for each field, and the payload's are generous: what counts is what all of it comes to. */
export function sizeProblem({ entryBytes: limit = ENTRY_BYTES }: JudgeInput, sealed: SealedEntry): Problem | undefined {
  const bytes = sizeOf(sealed);
  if (bytes <= limit) return undefined;
  return problem(
    'too-large',
    `the entry would take ${bytes} bytes of ${limit}; shorten the topic's title, fields or list of materials, or the words of the command`,
    { params: { bytes, limit } },
  );
}
