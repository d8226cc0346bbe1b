import type { MeetingRegister } from '../../model/agenda/meeting.js';
import type { RegisterValue, RegisterWrite } from '../../model/agenda/register.js';
import { SYSTEM_AUTHOR } from '../../model/entry.js';
import type { AgendaSession } from '../../sync/room-session.js';
import type { Formats } from '../shared/format.js';
import type { BoardScope } from './scope.js';
import type { AgendaWords } from './strings.js';
import { timeOf } from './topic-view.js';

/** What words about a register are made from. */
export interface RegisterContext {
  readonly session: AgendaSession;
  readonly words: AgendaWords;
  readonly formats: Formats;
  readonly now: number;
}

export function registerName(field: MeetingRegister, { words }: Pick<BoardScope, 'words'>): string {
  return words.meeting[field];
}

/** A value as it is read: a time in words, an empty one named as such. */
export function valueWords(
  field: MeetingRegister,
  value: string,
  { words, formats, now }: Omit<RegisterContext, 'session'>,
): string {
  if (value.trim() === '') return words.register.blank;
  const at = field === 'startAt' ? timeOf(value) : null;
  return at === null ? value : formats.meetingTime(at, now);
}

/** `简舟 17:40 离线`, one for each who wrote it. */
export function writersWords(value: RegisterValue<string>, context: RegisterContext): string {
  const { words } = context;
  return [value, ...value.also].map((write) => writeWords(write, context)).join(words.conflict.and);
}

/** `柏溪 18:01 选定` */
export function settledWords(value: RegisterValue<string>, context: RegisterContext): string {
  const { register } = context.words;
  const settles = value.stamp?.settles ?? 'written';
  return register.did(writersWords(value, context), register.acts[settles]);
}

function writeWords(write: RegisterWrite, context: RegisterContext): string {
  const { words } = context;
  const { stamp } = write;
  const when = stamp === null ? '' : moment(stamp.at, context);
  return [writerName(write, context), when, stamp?.offline ? words.register.offline : ''].filter(Boolean).join(' ');
}

/** The server names whoever has written there; before it has answered, the page knows only itself. */
export function writerName({ client, stamp }: RegisterWrite, { session, words }: RegisterContext): string {
  if (client === session.content.client) return session.person.name;
  const author = session.record.authorOf(client);
  if (stamp === null && (author === undefined || author.id === SYSTEM_AUTHOR.id)) return words.register.origin;
  return author?.name ?? words.meeting.unknownAuthor;
}

/** The clock alone for what happened today. */
function moment(text: string, { formats, now }: RegisterContext): string {
  const at = timeOf(text);
  if (at === null) return '';
  const [then, today] = [formats.wallClock(at), formats.wallClock(now)];
  const sameDay = then.year === today.year && then.month === today.month && then.day === today.day;
  return sameDay ? formats.clock(at) : formats.shortMoment(at, now);
}
