import assert from 'node:assert/strict';
import test from 'node:test';
import type { SealedEntry } from '../../src/model/entry.js';
import type { RoomName } from '../../src/model/room.js';
import {
  StorageError,
  type Change,
  type Storage,
  type StoredBinding,
  type StoredRoom,
  type StoredUpdate,
} from '../../src/server/storage/storage.js';

const AT = '2024-04-12T09:52:00.000Z';
const ROOM: StoredRoom = {
  room: 'agenda/m1',
  title: '县委常委会会议',
  office: 'cpc',
  kind: '县委常委会会议',
  createdAt: AT,
  generation: 1,
};

export function update(seq: number, bytes: Uint8Array, room: RoomName = 'agenda/m1'): StoredUpdate {
  return { document: `${room}/content`, seq, user: 'u1', connection: 'c1', at: AT, bytes };
}

export function entry(seq: number, more: Partial<SealedEntry> = {}): SealedEntry {
  return {
    v: 1,
    alg: 'SHA-256',
    room: 'agenda/m1',
    seq,
    id: `entry-${seq}`,
    type: 'topic.submit',
    subject: 't1',
    payloadHash: 'p'.repeat(64),
    by: { id: 'u1', name: '陆知行', office: 'cpc', roles: ['clerk'] },
    at: AT,
    authoredAt: AT,
    basis: null,
    late: false,
    outcome: 'stands',
    content: { seq: 1, digest: 'd'.repeat(64) },
    config: 'c'.repeat(64),
    prev: `hash-${seq - 1}`,
    hash: `hash-${seq}`,
    payload: { note: '同意' },
    salt: '0'.repeat(32),
    snapshot: { title: '关于乡村振兴的议题' },
    ...more,
  };
}

export function binding(client: number, user: string, wrote: boolean): StoredBinding {
  return { document: 'agenda/m1/content', client, user, name: user, office: 'cpc', at: AT, wrote };
}

function is(fault: string): (error: unknown) => boolean {
  return (error) => error instanceof StorageError && error.fault === fault;
}

/**
 * What every storage must do. `open` opens the same place again each time it is called, after the one before
 * was closed; `fresh` forgets everything first.
 */
export function storageConformance(name: string, open: (options: { fresh: boolean }) => Promise<Storage>): void {
  async function withRoom(): Promise<Storage> {
    const storage = await open({ fresh: true });
    await storage.commit({ room: 'agenda/m1', created: ROOM });
    return storage;
  }

  test(`${name}: what was committed is there after closing and opening again`, async () => {
    const storage = await withRoom();
    await storage.commit({
      room: 'agenda/m1',
      updates: [update(1, new Uint8Array([1, 2, 3])), update(2, new Uint8Array(0))],
      bindings: [binding(7, 'u1', true)],
      entries: [entry(1), entry(2, { payload: null, salt: null, snapshot: null, content: null })],
      witnesses: [{ room: 'agenda/m1', office: 'npc', seq: 1, hash: 'hash-1', epoch: 'e', user: 'u2', at: AT }],
    });
    await storage.close();

    const again = await open({ fresh: false });
    assert.equal(again.epoch, storage.epoch);
    assert.deepEqual(await again.room('agenda/m1'), ROOM);
    assert.deepEqual(await again.rooms(), [ROOM]);
    const { checkpoint, updates } = await again.document('agenda/m1/content');
    assert.equal(checkpoint, null);
    assert.deepEqual(
      updates.map(({ seq, bytes }) => [seq, [...bytes]]),
      [
        [1, [1, 2, 3]],
        [2, []],
      ],
    );
    assert.deepEqual(await again.bindings('agenda/m1/content', AT), [binding(7, 'u1', true)]);
    assert.deepEqual(await again.entries('agenda/m1'), [
      entry(1),
      entry(2, { payload: null, salt: null, snapshot: null, content: null }),
    ]);
    assert.equal((await again.witnesses('agenda/m1'))[0]?.hash, 'hash-1');
    assert.equal(await again.newestTime(), AT);
    await again.close();
  });

  test(`${name}: an empty storage has nothing and says so`, async () => {
    const storage = await open({ fresh: true });
    assert.equal(await storage.room('agenda/m1'), undefined);
    assert.deepEqual(await storage.rooms(), []);
    assert.equal(await storage.head('agenda/m1'), undefined);
    assert.deepEqual(await storage.document('agenda/m1/content'), { checkpoint: null, updates: [] });
    assert.equal(await storage.newestTime(), null);
    assert.equal(await storage.settings('none'), undefined);
    await storage.close();
  });

  test(`${name}: bytes come back as they went in, also those of a view into a larger buffer`, async () => {
    const storage = await withRoom();
    const whole = Uint8Array.from({ length: 300 }, (_, index) => index % 256);
    const pieces = [whole.subarray(5, 6), whole.subarray(100, 290), Buffer.from(whole).subarray(7, 7)];
    await storage.commit({ room: 'agenda/m1', updates: pieces.map((bytes, index) => update(index + 1, bytes)) });
    const { updates } = await storage.document('agenda/m1/content');
    assert.deepEqual(
      updates.map(({ bytes }) => [...bytes]),
      pieces.map((piece) => [...piece]),
    );
    await storage.close();
  });

  test(`${name}: a change is stored whole or not at all`, async () => {
    const storage = await withRoom();
    await storage.commit({ room: 'agenda/m1', entries: [entry(1)] });
    const change: Change = {
      room: 'agenda/m1',
      updates: [update(1, new Uint8Array([1]))],
      bindings: [binding(9, 'u1', true)],
      entries: [entry(2), entry(2)],
    };
    await assert.rejects(storage.commit(change), is('contradiction'));
    assert.deepEqual((await storage.document('agenda/m1/content')).updates, []);
    assert.deepEqual(await storage.bindings('agenda/m1/content', AT), []);
    assert.deepEqual(await storage.entries('agenda/m1'), [entry(1)]);
    await storage.close();
  });

  test(`${name}: changes that share a transaction fail one by one`, async () => {
    const storage = await withRoom();
    const outcomes = await Promise.allSettled([
      storage.commit({ room: 'agenda/m1', updates: [update(1, new Uint8Array([1]))] }),
      storage.commit({ room: 'agenda/m1', updates: [update(2, new Uint8Array([2]))] }),
      storage.commit({ room: 'agenda/m1', updates: [update(2, new Uint8Array([99]))] }),
      storage.commit({ room: 'agenda/m1', updates: [update(3, new Uint8Array([3]))] }),
    ]);
    assert.deepEqual(
      outcomes.map((outcome) => outcome.status),
      ['fulfilled', 'fulfilled', 'rejected', 'fulfilled'],
    );
    const { updates } = await storage.document('agenda/m1/content');
    assert.deepEqual(
      updates.map(({ bytes }) => bytes[0]),
      [1, 2, 3],
    );
    await storage.close();
  });

  test(`${name}: a change that holds what cannot be stored fails alone, in a group and by itself`, async () => {
    const storage = await withRoom();
    const witness = { room: 'agenda/m1', office: 'npc', seq: 1, hash: 'h', epoch: 'a\0b', user: 'u2', at: AT } as const;
    const outcomes = await Promise.allSettled([
      storage.commit({ room: 'agenda/m1', updates: [update(1, new Uint8Array([1]))] }),
      storage.commit({ room: 'agenda/m1', updates: [update(2, new Uint8Array([2]))] }),
      storage.commit({ room: 'agenda/m1', updates: [update(3, new Uint8Array([3]))], witnesses: [witness] }),
      storage.commit({ room: 'agenda/m1', updates: [update(3, new Uint8Array([4]))] }),
    ]);
    assert.deepEqual(
      outcomes.map((outcome) => outcome.status),
      ['fulfilled', 'fulfilled', 'rejected', 'fulfilled'],
    );
    assert.ok(is('unstorable')((outcomes[2] as PromiseRejectedResult).reason));
    await assert.rejects(storage.commit({ room: 'agenda/m1', witnesses: [witness] }), is('unstorable'));
    const { updates } = await storage.document('agenda/m1/content');
    assert.deepEqual(
      updates.map(({ bytes }) => bytes[0]),
      [1, 2, 4],
    );
    await storage.close();
  });

  test(`${name}: a log has no gaps and nothing in it twice`, async () => {
    const storage = await withRoom();
    await storage.commit({ room: 'agenda/m1', entries: [entry(1)], updates: [update(1, new Uint8Array([1]))] });
    const refused: Change[] = [
      { room: 'agenda/m1', updates: [update(3, new Uint8Array([3]))] },
      { room: 'agenda/m1', entries: [entry(3)] },
      { room: 'agenda/m1', entries: [entry(2, { id: 'entry-1' })] },
      { room: 'agenda/m1', entries: [entry(2, { prev: 'hash-0' })] },
      { room: 'agenda/m1', created: ROOM },
    ];
    for (const change of refused) await assert.rejects(storage.commit(change), is('contradiction'));
    await storage.close();
  });

  test(`${name}: a clientID keeps its first person, and may turn from present to having written`, async () => {
    const storage = await withRoom();
    await storage.commit({ room: 'agenda/m1', bindings: [binding(7, 'u1', false)] });
    await assert.rejects(
      storage.commit({ room: 'agenda/m1', bindings: [binding(7, 'u2', true)] }),
      is('contradiction'),
    );
    await storage.commit({ room: 'agenda/m1', bindings: [binding(7, 'u1', true)] });
    await storage.commit({ room: 'agenda/m1', bindings: [binding(7, 'u1', false)] });
    assert.deepEqual(await storage.bindings('agenda/m1/content', AT), [binding(7, 'u1', true)]);
    await storage.close();
  });

  test(`${name}: a clientID that was only present is forgotten in time, one that wrote never is`, async () => {
    const storage = await withRoom();
    await storage.commit({ room: 'agenda/m1', bindings: [binding(7, 'u1', false), binding(8, 'u1', true)] });
    const later = '2024-04-20T00:00:00.000Z';
    assert.deepEqual(await storage.bindings('agenda/m1/content', later), [binding(8, 'u1', true)]);
    await storage.commit({ room: 'agenda/m1', bindings: [binding(7, 'u2', true)] });
    await storage.close();
  });

  test(`${name}: a checkpoint stands for the updates up to it, and the last two are kept`, async () => {
    const storage = await withRoom();
    for (let seq = 1; seq <= 5; seq++) {
      await storage.commit({ room: 'agenda/m1', updates: [update(seq, new Uint8Array([seq]))] });
    }
    for (const seq of [2, 3, 4]) {
      await storage.saveCheckpoint('agenda/m1/content', seq, new Uint8Array([seq, seq]), AT);
    }
    const { checkpoint, updates } = await storage.document('agenda/m1/content');
    assert.deepEqual([checkpoint?.seq, [...checkpoint!.bytes]], [4, [4, 4]]);
    assert.deepEqual(
      updates.map(({ seq }) => seq),
      [5],
    );
    await storage.close();
  });

  test(`${name}: a range of entries is both ends inclusive`, async () => {
    const storage = await withRoom();
    await storage.commit({ room: 'agenda/m1', entries: [entry(1), entry(2), entry(3), entry(4)] });
    assert.deepEqual(
      (await storage.entries('agenda/m1', 2, 3)).map(({ seq }) => seq),
      [2, 3],
    );
    assert.deepEqual(await storage.head('agenda/m1'), { seq: 4, hash: 'hash-4' });
    await storage.close();
  });

  test(`${name}: a version of the settings is kept under its hash`, async () => {
    const storage = await open({ fresh: true });
    await storage.saveSettings('h1', '{"a":1}', AT);
    await storage.saveSettings('h1', '{"a":2}', AT);
    assert.equal(await storage.settings('h1'), '{"a":1}');
    await storage.probe(AT);
    await storage.close();
  });

  test(`${name}: nothing is taken after closing`, async () => {
    const storage = await withRoom();
    await storage.close();
    await assert.rejects(storage.commit({ room: 'agenda/m1', entries: [entry(1)] }), is('closed'));
    await assert.rejects(storage.rooms(), is('closed'));
  });
}
