import type { Head } from '../../model/entry.js';
import { shortHash } from '../shared/format.js';
import type { Banner } from './banners.js';
import type { BoardScope } from './scope.js';

/** Under what key of the page the report lies that can be taken along. */
const REPORT = 'alarm';

/** The record cannot be trusted as it stands: what is wrong, what to do, and the words for whoever looks into it. */
export function alarmBanner(scope: BoardScope): Banner | null {
  const { words, act, writable } = scope;
  const fact = factOf(scope);
  if (fact === null) return null;
  const press = (): void => void act.copy(REPORT);
  return {
    look: 'alarm',
    sign: null,
    text: words.banner.alarmNext(fact, writable),
    buttons: [{ word: words.alarm.copy, press }],
    copies: { key: REPORT, label: words.alarm.report, text: report(fact, scope) },
  };
}

function factOf({ session, words }: BoardScope): string | null {
  const found = session.record.alarm;
  if (!found) return null;
  const { banner } = words;
  return found.kind === 'chain-broken' ? banner.alarmBroken(found.seq) : banner.alarmRegressed(found.seq);
}

/** Which meeting, what is wrong, what this page had verified and what the server shows, as they are read over the phone. */
function report(fact: string, { session, view, words, formats, now, shared }: BoardScope): string {
  const { remembered, served } = session.record.heads;
  const say = (head: Head | null, words: (seq: number, hash: string) => string): string[] =>
    head ? [words(head.seq, shortHash(head.hash))] : [];
  const title = view.meeting.title === '' ? words.board.untitled : view.meeting.title;
  return [
    words.alarm.meeting(title, session.room),
    fact,
    ...say(remembered, words.alarm.remembered),
    ...say(served, words.alarm.served),
    words.alarm.seen(session.person.name, shared.serverTime(formats.fullMoment(now))),
  ].join('\n');
}
