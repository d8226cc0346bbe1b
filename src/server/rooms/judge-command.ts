import { agendaCommand } from '../../model/agenda/commands.js';
import { meetingInputOf } from '../../model/agenda/meeting-input.js';
import { randomSalt } from '../../model/ids.js';
import type { JsonObject } from '../../model/json.js';
import { DEFAULT_ALGORITHM } from '../../record/hash.js';
import { judge, type Judgement } from '../../record/judge.js';
import { checkMeeting } from '../../rules/meetings/index.js';
import type { Finding } from '../../rules/rule.js';
import { findSecrecyMarks } from '../../rules/secrecy/marks.js';
import { readMeeting } from '../../store/meeting-map.js';
import { readTopic, readTopics } from '../../store/topic-map.js';
import { utc } from '../clock.js';
import type { CommandWork } from './command-work.js';
import type { LoadedRoom } from './load-room.js';
import type { RoomContext } from './room-context.js';

/**
 * Judges a command on committed state: called between turns, when the documents are exactly what is on disk.
 * `contentSeq` is the sequence number of the last stored content update.
 */
export function judgeCommand(
  { record, content, stored }: LoadedRoom,
  { command, person }: CommandWork,
  contentSeq: number,
  { clock, random, settings, configHash, storage, limits }: RoomContext,
): Judgement {
  // The rules read the whole meeting: only for commands that ask, and once for each.
  let findings: readonly Finding[] | undefined;
  const about = (subject: string): Finding[] => {
    findings ??= checkMeeting(
      meetingInputOf(readMeeting(content.doc).meeting, readTopics(content.doc), record.state.record),
      settings,
    );
    // A step of the meeting itself waits for each of its topics.
    const isMeeting = agendaCommand(command.type)?.subjects === 'meeting';
    return isMeeting ? [...findings] : findings.filter((finding) => finding.subject === subject);
  };
  return judge({
    room: stored.room,
    command,
    person,
    at: utc(clock.now()),
    alg: DEFAULT_ALGORITHM,
    salt: randomSalt(random),
    record: record.state,
    head: record.head,
    epoch: storage.epoch,
    content: { seq: contentSeq, topic: (id) => readTopic(content.doc, id) },
    settings,
    configHash,
    blocking: (subject) =>
      about(subject)
        .filter((finding) => finding.severity === 'block')
        .map((finding) => ({ ...finding })),
    flags: (subject) => about(subject).map((finding) => finding.rule),
    marks: secrecyFindings,
    entryBytes: limits.bodyBytes,
  });
}

/** The secrecy marks of a text that was sent to be sealed; nothing of the text itself is repeated. */
export function secrecyFindings(text: string): JsonObject[] {
  return findSecrecyMarks(text)
    .filter((mark) => mark.verdict === 'block')
    .map(({ level, form, start, end }) => ({ rule: 'secrecy_mark', level, form, start, end }));
}
