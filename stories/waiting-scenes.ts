import * as Y from 'yjs';
import { createRecordState } from '../src/model/agenda/record-state.js';
import { randomId } from '../src/model/ids.js';
import { secureRandomBytes } from '../src/sync/random.js';
import { AgendaStore } from '../src/store/agenda-store.js';
import { NOTHING_UNSAVED, type AgendaSession, type SyncState } from '../src/sync/room-session.js';
import { changeApprovedContent } from './scene-parts.js';
import { joinOthers, PEOPLE, sampleRoom, type SampleOptions, type SampleRoom } from './sample-room.js';

/** A room that is not as it should be, and what its reader does once it is shown. */
export interface WaitingScene {
  readonly session: AgendaSession;
  readonly sample: SampleRoom;
  readonly open: number;
  readonly afterwards?: (board: HTMLElement) => Promise<void>;
}

/** A session with other answers laid over its own; its methods go on working on the session itself. */
export function laidOver(
  session: AgendaSession,
  answers: { readonly [Key in keyof AgendaSession]?: (own: AgendaSession) => AgendaSession[Key] },
): AgendaSession {
  return new Proxy(session, {
    get(target, key) {
      const answer = (answers as Readonly<Record<PropertyKey, ((own: AgendaSession) => unknown) | undefined>>)[key];
      if (answer) return answer(target);
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? (value as (...values: unknown[]) => unknown).bind(target) : value;
    },
  });
}

/** As a browser that keeps what is typed, or one whose storage is full: rooms in memory keep nothing. */
export function keeping(session: AgendaSession, kept: SyncState['keeping']): AgendaSession {
  return laidOver(session, { sync: (own) => ({ ...own.sync, keeping: kept }) });
}

/** Offline: two topics edited, and two steps of one topic given, which wait in their order. */
export async function queueWaiting(options: SampleOptions): Promise<WaitingScene> {
  const sample = await sampleRoom({ ...options, steps: { 1: 4 } });
  const { room, topics, clock } = sample;
  joinOthers(sample);
  const session = room.join(PEOPLE.director);
  room.cut(session);
  session.content.setTopic(topics[0]!, { reporter: '县发展改革局局长' });
  session.content.setTopic(topics[4]!, { minutes: 12 });
  clock.now += 60_000;
  await session.send({ type: 'topic.schedule', subject: topics[1]!, payload: { note: '本周须定' } });
  clock.now += 60_000;
  await session.send({ type: 'topic.lock', subject: topics[1]!, payload: {} });
  return { session: keeping(session, 'kept'), sample, open: 1 };
}

/** An approval that was given offline, of what somebody else changed meanwhile; what was built on it is held. */
export async function queueRefused(options: SampleOptions): Promise<WaitingScene> {
  const sample = await sampleRoom(options);
  const { room, topics, clock } = sample;
  const session = room.join(PEOPLE.leader);
  room.cut(session);
  await session.send({ type: 'topic.topApprove', subject: topics[1]!, payload: { note: '同意上会' } });
  await session.send({ type: 'topic.return', subject: topics[1]!, payload: { reason: '附件不全' } });
  clock.now += 600_000;
  changeApprovedContent(room.join(PEOPLE.govClerk), topics[1]!);
  room.heal(session);
  await settled(session);
  return { session: keeping(session, 'kept'), sample, open: 1 };
}

/** Resolves once nothing of the queue is on its way. */
async function settled(session: AgendaSession): Promise<void> {
  for (let turn = 0; turn < 200; turn += 1) {
    if (!session.queue.some(({ state }) => state === 'sending' || state === 'waiting')) return;
    await new Promise((done) => setTimeout(done, 5));
  }
  throw new Error('the queue of the scene did not come to rest');
}

/** Offline, with more typed than the browser's storage holds. */
export async function quotaFull(options: SampleOptions): Promise<WaitingScene> {
  const sample = await sampleRoom(options);
  joinOthers(sample);
  const session = sample.room.join(PEOPLE.clerk);
  sample.room.cut(session);
  session.content.setTopic(sample.topics[0]!, { reporter: '县发展改革局局长' });
  session.content.setTopic(sample.topics[4]!, { minutes: 12 });
  return { session: keeping(session, 'full'), sample, open: -1 };
}

/** Edited offline; by the time the connection is back, the person may not change this meeting any more. */
export async function refused(options: SampleOptions): Promise<WaitingScene> {
  const sample = await sampleRoom(options);
  const { room, topics } = sample;
  joinOthers(sample);
  const session = room.join(PEOPLE.clerk);
  room.cut(session);
  const title = session.content.titleOf(topics[1]!);
  title?.replace(title.value.indexOf('工作方案'), 0, '及应急演练');
  room.refuse(session, 'forbidden');
  return { session: keeping(session, 'kept'), sample, open: -1, afterwards: openWaiting };
}

async function openWaiting(board: HTMLElement): Promise<void> {
  const button = board.shadowRoot?.querySelector<HTMLElement>('.banner [data-opens="waiting"]');
  if (!button) throw new Error('the scene has no banner with the way to what waits');
  button.click();
  await rendered(board);
}

/** Edited after the person was signed out: their page has kept it, and uploads it once they have signed in. */
export async function expired(options: SampleOptions): Promise<WaitingScene> {
  const sample = await sampleRoom(options);
  const { room, topics } = sample;
  const session = room.join(PEOPLE.clerk);
  room.cut(session);
  session.content.setTopic(topics[1]!, { reporter: '县水利局局长' });
  session.content.setTopic(topics[4]!, { minutes: 12 });
  const signedOut = { status: 'expired', keeping: 'kept', reason: null } as const;
  const own = laidOver(session, { sync: ({ sync }) => ({ ...sync, ...signedOut }) });
  return { session: own, sample, open: -1 };
}

/** A room of which nothing has ever come to this page. */
export async function unfetched(sync: Pick<SyncState, 'status' | 'reason'>): Promise<WaitingScene> {
  const sample = await sampleRoom({ empty: true });
  const session = sample.room.join(PEOPLE.clerk);
  const nothing = new AgendaStore(new Y.Doc(), { randomId: () => randomId(secureRandomBytes) });
  const { record } = session;
  const state: SyncState = { ...NOTHING_UNSAVED, ...sync };
  const empty = laidOver(session, {
    sync: () => state,
    content: () => nothing,
    record: () => ({ ...record, state: createRecordState().record, entries: [], authorOf: () => undefined }),
  });
  return { session: empty, sample, open: -1 };
}

/** Somebody types into the title of the open topic and goes on to something else. */
export async function secretTyped(options: SampleOptions, text: string): Promise<WaitingScene> {
  const sample = await sampleRoom(options);
  const session = sample.room.join(PEOPLE.clerk);
  return { session, sample, open: 1, afterwards: (board) => typeNotes(board, text) };
}

async function typeNotes(board: HTMLElement, text: string): Promise<void> {
  board.shadowRoot?.querySelector<HTMLElement>('[data-edit]')?.click();
  await rendered(board);
  const field = board.shadowRoot?.querySelector<HTMLTextAreaElement>('.panel [data-field="notes"]');
  if (!field) throw new Error('the scene has no field for notes');
  field.focus();
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  await rendered(board);
  field.blur();
  await rendered(board);
}

async function rendered(board: HTMLElement): Promise<void> {
  await (board as HTMLElement & { updateComplete: Promise<boolean> }).updateComplete;
  await new Promise((done) => setTimeout(done));
}

/** The server has sent a text back that this page's own gate had let through. */
export async function secretTaken(options: SampleOptions): Promise<WaitingScene> {
  const sample = await sampleRoom(options);
  const session = sample.room.join(PEOPLE.clerk);
  const texts = [{ path: ['topics', sample.topics[1]!, 'notes'], text: '机密★1年\n附件另送' }];
  return { session: laidOver(session, { markedTexts: () => texts }), sample, open: 1 };
}
