import type { MeetingInput } from '../model/agenda/meeting-input.js';
import { parseMeetingsFile } from '../model/agenda/meetings-file.js';
import type { Settings } from '../model/settings.js';
import { dateIn, formatInstant, instantOf } from '../model/time.js';
import { createWorkCalendar } from '../model/work-calendar.js';
import { checkMeeting, deadlineOf } from '../rules/meetings/index.js';
import type { Finding } from '../rules/rule.js';
import type { CheckInput, CheckReport } from './check.js';
import { CHECK_WORDS } from './check-strings.js';
import { UnusableError, type CommandContext } from './command.js';
import { findingLine } from './finding-line.js';
import { problemSentence } from './input-strings.js';
import { decodeText, parseJson, readBytes } from './read-input.js';
import type { Language } from './strings.js';

/** A finding whose topic's id is used in more than one meeting of the file says which one. */
type FileFinding = Finding & { readonly meeting?: string };

interface CheckedMeeting {
  readonly meeting: MeetingInput;
  readonly findings: readonly FileFinding[];
  readonly deadline: string | undefined;
}

/** Checks the meetings of a file. JSON: `findings`, and `deadlines` by meeting for those that have a time. */
export async function checkMeetingsFile({ file, settings, context }: CheckInput): Promise<CheckReport> {
  const meetings = await readMeetings(file, context);
  const repeated = repeatedTopicIds(meetings);
  const checked = meetings.map((meeting) => checkOne(meeting, settings, repeated));
  const findings = checked.flatMap((one) => one.findings);
  const deadlines = checked.flatMap(({ meeting, deadline }) =>
    deadline === undefined ? [] : [[meeting.id, deadline]],
  );
  return {
    findings,
    json: { findings, deadlines: Object.fromEntries(deadlines) as object },
    text: reportText(checked, context.language),
    notes: calendarNotes(meetings, settings, context.language),
  };
}

async function readMeetings(file: string, context: CommandContext): Promise<readonly MeetingInput[]> {
  const text = decodeText(await readBytes(file, context), file, context);
  const parsed = parseMeetingsFile(parseJson(text, file, context));
  if (!parsed.ok) throw new UnusableError(problemSentence(file, parsed.problem, context.language));
  return parsed.value.meetings;
}

function repeatedTopicIds(meetings: readonly MeetingInput[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const { id } of meetings.flatMap((meeting) => meeting.topics ?? [])) (seen.has(id) ? repeated : seen).add(id);
  return repeated;
}

function checkOne(meeting: MeetingInput, settings: Settings, repeated: ReadonlySet<string>): CheckedMeeting {
  const deadline = deadlineOf(meeting, settings);
  return {
    meeting,
    findings: checkMeeting(meeting, settings).map((finding) =>
      repeated.has(finding.subject) ? { ...finding, meeting: meeting.id } : finding,
    ),
    deadline: deadline === undefined ? undefined : formatInstant(settings.timezone, deadline),
  };
}

function calendarNotes(meetings: readonly MeetingInput[], settings: Settings, language: Language): string[] {
  const calendar = createWorkCalendar(settings);
  const moments = meetings.flatMap((meeting) => [
    ...(typeof meeting.startAt === 'string' ? [instantOf(meeting.startAt)] : []),
    ...[deadlineOf(meeting, settings)].filter((deadline) => deadline !== undefined),
  ]);
  const years = new Set(moments.map((moment) => Number(dateIn(settings.timezone, moment).slice(0, 4))));
  const missing = [...years].filter((year) => !calendar.coversYear(year)).sort((a, b) => a - b);
  return missing.length === 0 ? [] : [CHECK_WORDS[language].yearMissing(missing)];
}

function reportText(checked: readonly CheckedMeeting[], language: Language): string {
  const topics = checked.reduce((sum, { meeting }) => sum + (meeting.topics ?? []).length, 0);
  const findings = checked.reduce((sum, one) => sum + one.findings.length, 0);
  return [
    ...checked.flatMap((one) => meetingLines(one, language)),
    CHECK_WORDS[language].summary(checked.length, topics, findings),
  ].join('\n');
}

function meetingLines({ meeting, findings, deadline }: CheckedMeeting, language: Language): string[] {
  const words = CHECK_WORDS[language];
  const due = deadline === undefined ? words.noDeadline : words.deadline(deadline);
  const about = (subject: string): Finding[] => findings.filter((finding) => finding.subject === subject);
  const lines = [`${headline(meeting, about(meeting.id))} (${due})`];
  lines.push(...about(meeting.id).map((finding) => `  ${findingLine(finding, language)}`));
  for (const topic of meeting.topics ?? []) {
    if (topic.id === meeting.id || about(topic.id).length === 0) continue;
    lines.push(`  ${headline(topic, about(topic.id))}`);
    lines.push(...about(topic.id).map((finding) => `    ${findingLine(finding, language)}`));
  }
  return [...lines, ''];
}

/** Id and title; the id alone where a mark was found, since the title may be what is marked. */
function headline(item: { readonly id: string; readonly title?: string | null }, findings: readonly Finding[]): string {
  const isMarked = findings.some((finding) => finding.rule === 'CLASSIFIED_MARK');
  return isMarked || !item.title ? item.id : `${item.id} ${item.title}`;
}
