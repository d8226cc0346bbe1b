import type { MeetingRegister } from '../src/model/agenda/meeting.js';
import type { TopicId } from '../src/model/agenda/topic.js';
import { NOTHING_UNSAVED, type AgendaSession, type CommandResult, type SyncState } from '../src/sync/room-session.js';
import { changeApprovedContent } from './scene-parts.js';
import { joinOthers, PEOPLE, sampleRoom, type SampleOptions, type SampleRoom } from './sample-room.js';
import {
  expired,
  keeping,
  queueRefused,
  queueWaiting,
  quotaFull,
  refused,
  secretTaken,
  secretTyped,
  unfetched,
} from './waiting-scenes.js';

/** The states that people fear, each made by doing what leads to it. */
export const SCENES = [
  'overview',
  'conflict',
  'party',
  'settled',
  'changed',
  'refused-changed',
  'offline',
  'read-only',
  'refused',
  'expired',
  'outdated',
  'alarm',
  'empty',
  'loading',
  'contested-place',
  'contested-start',
  'picked-place',
  'many',
  'thousands',
  'queue-waiting',
  'queue-refused',
  'quota-full',
  'blocking-offline',
  'no-permission',
  'secret-held',
  'secret-refused',
  'secret-taken',
] as const;
export type Scene = (typeof SCENES)[number];

export interface Staged {
  /** Undefined while loading. */
  readonly session: AgendaSession | undefined;
  readonly sample: SampleRoom | undefined;
  /** Index of the topic to open, or -1. */
  readonly open: number;
  /** What the reader does once the board is shown. */
  readonly afterwards?: (board: HTMLElement) => Promise<void>;
}

/** As in the picture of the board: minutes of a plan of 60, and the second topic still on its way. */
export const PICTURE: SampleOptions = {
  minutes: [15, 15, 20, 15, 10],
  kinds: ['听取汇报', '审议', '审议', '审议', '听取汇报'],
  plannedMinutes: 60,
  steps: { 1: 3 },
};

export async function stage(scene: Scene): Promise<Staged> {
  switch (scene) {
    case 'overview':
      return staged(await sampleRoom(PICTURE), (sample) => sample.room.join(PEOPLE.director), 1, true);
    case 'conflict':
    case 'party':
    case 'settled':
      return conflict(scene);
    case 'changed':
    case 'refused-changed':
      return changed(scene);
    case 'offline':
      return offline();
    case 'read-only':
      return staged(await sampleRoom(PICTURE), (sample) => sample.room.join(PEOPLE.auditor, 'read'), 1, true);
    case 'refused':
      return refused(PICTURE);
    case 'expired':
      return expired(PICTURE);
    case 'outdated':
      return withSync({ ...NOTHING_UNSAVED, status: 'outdated', unsaved: 0, reason: null });
    case 'alarm':
      return alarm();
    case 'empty':
      return staged(await sampleRoom({ empty: true }), (sample) => sample.room.join(PEOPLE.clerk), -1, false);
    case 'loading':
      return unfetched({ status: 'connecting', reason: null });
    case 'contested-place':
      return contestedPlace();
    case 'contested-start':
      return contestedStart();
    case 'picked-place':
      return pickedPlace();
    case 'many':
      return many(500);
    case 'thousands':
      return many(5000);
    case 'queue-waiting':
      return queueWaiting(PICTURE);
    case 'queue-refused':
      return queueRefused(PICTURE);
    case 'quota-full':
      return quotaFull(PICTURE);
    case 'blocking-offline':
      return unfetched({ status: 'offline', reason: null });
    case 'no-permission':
      return unfetched({ status: 'refused', reason: 'forbidden' });
    case 'secret-held':
      return secretTyped(PICTURE, '汇报稿第三稿\n秘密\n附件另送');
    case 'secret-refused':
      return secretTyped(PICTURE, '汇报稿第三稿\n机密★1年\n附件另送');
    case 'secret-taken':
      return secretTaken(PICTURE);
  }
}

function staged(
  sample: SampleRoom,
  join: (sample: SampleRoom) => AgendaSession,
  open: number,
  others: boolean,
): Staged {
  if (others) joinOthers(sample);
  return { session: join(sample), sample, open };
}

async function conflict(scene: 'conflict' | 'party' | 'settled'): Promise<Staged> {
  const sample = await sampleRoom({ ...PICTURE, steps: { 1: 3, 3: 4 } });
  const { room, topics, clock } = sample;
  const coordinator = room.join(PEOPLE.coordinator);
  const director = room.join(PEOPLE.director);
  const judge = room.join({ ...PEOPLE.director, id: 'u-second', name: '程远' });
  const subject = topics[3]!;
  const basis = director.record.state.topics.get(subject)?.newest.get('state') ?? null;
  clock.now += 60_000;
  await coordinator.send({
    type: 'topic.schedule',
    subject,
    payload: { note: '书记已审定，本周须定办法，意见书会前补齐。' },
  });
  clock.now += 34_000;
  await director.send({
    type: 'topic.defer',
    subject,
    payload: { reason: '县司法局来电，合法性审查意见 4月17日才能出具。' },
    basis,
  });
  clock.now += 300_000;
  if (scene === 'settled') {
    const choose = director.record.state.topics.get(subject)!.conflicts[0]!.contested[0]!.id;
    await judge.send({
      type: 'conflict.settle',
      subject,
      payload: { choose, reason: '意见书 16 日前出不来，本次不上会。' },
    });
  }
  return { session: scene === 'party' ? director : judge, sample, open: 3 };
}

async function changed(scene: 'changed' | 'refused-changed'): Promise<Staged> {
  const sample = await sampleRoom({ ...PICTURE, steps: { 1: 3 } });
  const { room, topics, clock } = sample;
  const leader = room.join(PEOPLE.leader);
  const clerk = room.join(PEOPLE.govClerk);
  const subject = topics[1]!;
  clock.now += 60_000;
  if (scene === 'changed') succeeded(await leader.send({ type: 'topic.topApprove', subject, payload: {} }));
  clock.now += 600_000;
  if (scene === 'changed') changeApprovedContent(clerk, subject);
  joinOthers(sample);
  if (scene === 'changed') return { session: leader, sample, open: 1 };
  return { session: leader, sample, open: 1, afterwards: (board) => approveWhatChanges(board, clerk, subject) };
}

/** The leader considers an approval, the clerk changes what it is about, and the leader gives it. */
async function approveWhatChanges(board: HTMLElement, clerk: AgendaSession, subject: TopicId): Promise<void> {
  await press(board, '[data-command="topic.topApprove"]');
  changeApprovedContent(clerk, subject);
  await press(board, '.command-form [type="submit"]');
}

async function press(board: HTMLElement, selector: string): Promise<void> {
  const button = board.shadowRoot?.querySelector<HTMLElement>(selector);
  if (!button) throw new Error(`the scene has no ${selector}`);
  button.click();
  await new Promise((done) => setTimeout(done));
  await (board as HTMLElement & { updateComplete: Promise<boolean> }).updateComplete;
}

function succeeded(result: CommandResult): void {
  if (!result.ok) throw new Error(`the scene could not be set: ${result.problem?.title ?? 'no answer'}`);
}

async function offline(): Promise<Staged> {
  const sample = await sampleRoom(PICTURE);
  joinOthers(sample);
  const session = sample.room.join(PEOPLE.clerk);
  sample.room.cut(session);
  session.content.setTopic(sample.topics[0]!, { reporter: '县发展改革局局长' });
  session.content.setTopic(sample.topics[1]!, { reporter: '县水利局局长' });
  session.content.setTopic(sample.topics[4]!, { minutes: 12 });
  return { session: keeping(session, 'kept'), sample, open: -1 };
}

/** A session that stands otherwise with its server; everything else is that of the room. */
async function withSync(sync: SyncState): Promise<Staged> {
  const sample = await sampleRoom(PICTURE);
  const session = sample.room.join(PEOPLE.clerk);
  return { session: overlay(session, { sync: { value: sync } }), sample, open: -1 };
}

async function alarm(): Promise<Staged> {
  const sample = await sampleRoom(PICTURE);
  const session = sample.room.join(PEOPLE.clerk);
  const record = overlay(session.record, { alarm: { value: { kind: 'head-regressed', seq: 4 } } });
  return { session: overlay(session, { record: { value: record } }), sample, open: -1 };
}

/** The same object with other properties laid over it; its methods go on working on the object itself. */
function overlay<T extends object>(object: T, properties: PropertyDescriptorMap): T {
  return new Proxy(object, {
    get(target, key) {
      const laid = typeof key === 'string' ? properties[key] : undefined;
      if (laid) return laid.value as unknown;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? (value as (...values: unknown[]) => unknown).bind(target) : value;
    },
  });
}

/** The coordinator, who is offline, and the clerk both write it; then the coordinator is back. */
async function contested(field: MeetingRegister, theirs: string, mine: string): Promise<Staged> {
  const sample = await sampleRoom(PICTURE);
  const { room, clock } = sample;
  joinOthers(sample);
  const session = room.join(PEOPLE.clerk);
  const other = room.join(PEOPLE.coordinator);
  const moment = (offline: boolean): { at: string; offline: boolean } => ({
    at: new Date(clock.now).toISOString(),
    offline,
  });
  room.cut(other);
  clock.now -= 12 * 60_000;
  session.content.setRegister(field, mine, moment(false));
  clock.now += 60_000;
  other.content.setRegister(field, theirs, moment(true));
  room.heal(other);
  clock.now += 11 * 60_000;
  return { session, sample, open: -1 };
}

function contestedPlace(): Promise<Staged> {
  return contested('place', '行政中心二号会议室', '县委一楼会议室');
}

function contestedStart(): Promise<Staged> {
  return contested('startAt', '2024-04-17T09:00:00+08:00', '2024-04-16T15:00:00+08:00');
}

async function pickedPlace(): Promise<Staged> {
  const staged = await contestedPlace();
  const { sample } = staged;
  sample!.clock.now += 9 * 60_000;
  const at = new Date(sample!.clock.now).toISOString();
  sample!.room.join(PEOPLE.director).content.setRegister('place', '县委一楼会议室', { at, offline: false });
  return staged;
}

async function many(count: number): Promise<Staged> {
  const sample = await sampleRoom({ ...PICTURE, count });
  return { session: sample.room.join(PEOPLE.clerk), sample, open: -1 };
}
