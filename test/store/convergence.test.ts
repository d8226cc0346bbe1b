import assert from 'node:assert/strict';
import test from 'node:test';
import * as Y from 'yjs';
import { MEETING_REGISTERS } from '../../src/model/agenda/meeting.js';
import type { Topic } from '../../src/model/agenda/topic.js';
import { AgendaStore } from '../../src/store/agenda-store.js';
import { content, peer, seeded, type Peer } from './peers.js';

const PEERS = 3;
const STEPS = 80;
const RUNS = 120;

/** An update on its way, possibly several times. */
interface Parcel {
  readonly to: number;
  readonly update: Uint8Array;
}

/** One run: random intents on random pages over a network that partitions, repeats and reorders. Throws when pages differ. */
function run(seed: number, steps: number): void {
  const random = seeded(seed);
  const pick = (below: number): number => Math.floor(random() * below);
  const skeleton = content();
  const peers = Array.from({ length: PEERS }, (_, index) => peer(`p${index}`, 1000 + index, skeleton));
  const sent = peers.map(() => 0);
  let cut = peers.map(() => false);
  const underway: Parcel[] = [];

  for (let step = 0; step < steps; step++) {
    const index = pick(PEERS);
    act(peers[index]!, pick);
    if (random() < 0.1) cut = cut.map(() => random() < 0.3);
    peers.forEach(({ made }, from) => {
      if (cut[from]) return;
      for (const update of made.slice(sent[from])) {
        for (let to = 0; to < PEERS; to++) {
          if (to === from) continue;
          underway.push({ to, update });
          if (random() < 0.2) underway.push({ to, update });
        }
      }
      sent[from] = made.length;
    });
    while (underway.length > 0 && random() < 0.6) {
      const [parcel] = underway.splice(pick(underway.length), 1);
      if (cut[parcel!.to]) underway.push(parcel!);
      else Y.applyUpdate(peers[parcel!.to]!.doc, parcel!.update, 'remote');
      if (cut.every(Boolean)) break;
    }
  }
  settle(peers);
  check(peers);
}

function act({ store }: Peer, pick: (below: number) => number): void {
  const topic = store.topics[pick(store.topics.length || 1)];
  const words = ['防汛', '请示', '😀', '，', '会议', '𠮷'];
  const word = words[pick(words.length)]!;
  const intents: (() => void)[] = [
    () => store.addTopic({ title: word }, pick(store.topics.length + 1)),
    () => topic && store.moveTopic(topic.id, pick(store.topics.length)),
    () => topic && store.removeTopic(topic.id),
    () => store.removedTopics[0] && store.restoreTopic(store.removedTopics[0].id),
    () => topic && store.setTopic(topic.id, { proposer: word, minutes: pick(30) }),
    () =>
      topic &&
      store.setMaterials(
        topic.id,
        words.filter(() => pick(2) === 0),
      ),
    () => topic && type(store, topic, word, pick),
    () => topic && type(store, topic, word, pick),
    () => store.setMeeting({ plannedMinutes: pick(200) }),
    () =>
      store.setRegister(MEETING_REGISTERS[pick(3)]!, word, { at: '2024-04-12T09:40:00.000Z', offline: pick(2) === 0 }),
    () => store.addLeave({ person: word, reason: '', approvedBy: '', at: '' }),
    () => store.meeting.leave[0] && store.setLeave(store.meeting.leave[0].id, { reason: word }),
    () => store.undo(),
    () => store.redo(),
  ];
  intents[pick(intents.length)]!();
}

/** Replaces a random stretch of whole characters. */
function type(store: AgendaStore, topic: Topic, word: string, pick: (below: number) => number): void {
  const text = pick(2) === 0 ? store.titleOf(topic.id)! : store.notesOf(topic.id)!;
  const characters = Array.from(text.value);
  const from = pick(characters.length + 1);
  const gone = characters.slice(from, from + pick(3)).join('');
  text.replace(characters.slice(0, from).join('').length, gone.length, word);
}

function settle(peers: readonly Peer[]): void {
  for (const from of peers) {
    for (const to of peers) Y.applyUpdate(to.doc, Y.encodeStateAsUpdate(from.doc), 'remote');
  }
}

function snapshot(store: AgendaStore): unknown {
  return {
    topics: store.topics,
    removed: store.removedTopics,
    meeting: store.meeting,
    skipped: store.skipped,
  };
}

function check(peers: readonly Peer[]): void {
  const first = snapshot(peers[0]!.store);
  for (const { store, doc } of peers) {
    assert.deepEqual(snapshot(store), first, 'all pages show the same');
    const fresh = new AgendaStore(doc, { randomId: () => 'none' });
    assert.deepEqual(first, snapshot(fresh), 'what a page kept is what its document says');
    fresh.destroy();
    assert.deepEqual(store.skipped, [], 'nothing that a store writes is malformed');
    for (const topic of [...store.topics, ...store.removedTopics]) {
      assert.ok(!/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|\uFFFD/.test(topic.title + topic.notes), 'no character is torn');
      assert.ok(store.titleOf(topic.id));
    }
  }
}

/** The shortest number of steps after which the run fails: what comes after it does not matter. */
function shortest(seed: number): { steps: number; error: unknown } {
  for (let steps = 1; steps <= STEPS; steps++) {
    try {
      run(seed, steps);
    } catch (error) {
      return { steps, error };
    }
  }
  throw new Error(`seed ${seed} fails, but no prefix of it does`);
}

test(`${RUNS} runs of ${PEERS} pages over a bad network end alike on all pages`, (t) => {
  const start = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
  t.diagnostic(`seeds ${start} to ${start + RUNS - 1}; repeat with SEED=${start}`);
  for (let seed = start; seed < start + RUNS; seed++) {
    try {
      run(seed, STEPS);
    } catch {
      const { steps, error } = shortest(seed);
      t.diagnostic(`seed ${seed} fails after ${steps} steps`);
      throw error;
    }
  }
});

// The same on every machine and every day; a seed that fails is added here.
for (const seed of [1, 7, 42]) {
  test(`the run of seed ${seed} ends alike on all pages`, () => run(seed, STEPS));
}
