import assert from 'node:assert/strict';
import test from 'node:test';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { encodeSync, SYNC } from '../../src/protocol/messages.js';
import { any, fatUint, handMade, joined, mapEntry, mapEntryOf, onlyDeletes, written } from './hand-made.js';
import { settle, until, type Page } from './page.js';
import { LU, SHEN, startServer, type ServerKit } from './server-kit.js';

const kit: Promise<ServerKit> = startServer({ limits: { handshakesPerUser: 10_000 } });
let rooms = 0;

/** A room of its own, with an honest page in it that must see nothing of what is tried. */
async function room() {
  const server = await kit;
  const name = `agenda/f${++rooms}` as const;
  await server.createRoom(name);
  const witness = await server.page(SHEN, `${name}/content`);
  return { server, name, content: `${name}/content`, record: `${name}/record`, witness };
}

/** Every way of saying "apply this update" on the wire. */
function forms(update: Uint8Array): Record<string, Uint8Array> {
  const body = written((encoder) => encoding.writeVarUint8Array(encoder, update));
  return {
    'step 2': encodeSync(SYNC.step2, update),
    update: encodeSync(SYNC.update, update),
    'a type with bytes too many': joined(fatUint(0), fatUint(2), body),
    'a kind with bytes too many': joined(new Uint8Array([0]), fatUint(1), body),
    'behind a step 1': joined(encodeSync(SYNC.step1, new Uint8Array([0])), encodeSync(SYNC.update, update)),
    'behind presence': joined(new Uint8Array([1, 1, 0]), encodeSync(SYNC.update, update)),
    'an unknown type': joined(new Uint8Array([4, 2]), body),
  };
}

const forged = () => handMade({ client: 4711, structs: [mapEntry('topics', 'forged', 1)] });

async function isUnseen(content: string, witness: Page): Promise<void> {
  await settle(60);
  assert.equal(witness.topics.get('forged'), undefined);
  const fresh = await (await kit).page(SHEN, content);
  assert.equal(fresh.topics.get('forged'), undefined);
  assert.equal(fresh.doc.store.pendingStructs, null);
  fresh.close();
}

test('a forged update of the record is refused in every form, and nobody sees it', async () => {
  const { server, record } = await room();
  const witness = await server.page(SHEN, record);
  const before = Y.encodeStateAsUpdate(witness.doc);
  const tail = handMade({ client: 4711, structs: [mapEntry('head', 'seq', 99)] });
  for (const [form, message] of Object.entries(forms(tail))) {
    const forger = await server.page(LU, record);
    assert.equal(forger.hello?.right, 'write', 'the right to the room is no right to its record');
    forger.send(message);
    await until(() => forger.closed, form);
    assert.ok([4403, 4400].includes(forger.closed!.code), form);
  }
  await settle();
  assert.deepEqual(Y.encodeStateAsUpdate(witness.doc), before);
  assert.deepEqual(Y.encodeStateAsUpdate((await server.page(SHEN, record)).doc), before);
  assert.equal((await server.storage.document(`agenda/f${rooms}/record`)).updates.length, 2);
});

test('a reader writes in no form, and is told that it was denied', async () => {
  const { server, content, witness } = await room();
  for (const [form, message] of Object.entries(forms(forged()))) {
    const reader = await server.page(LU, content, { access: { 'agenda/*': 'read' } });
    reader.send(message);
    await until(() => reader.closed, form);
    const { code } = reader.closed!;
    assert.ok(code === 4403 ? reader.denials.length === 1 : code === 4400, `${form}: ${code}`);
  }
  await isUnseen(content, witness);
});

test('a reader may repeat what the document has: a stock client does, after each reconnect', async () => {
  const { server, content, witness } = await room();
  witness.topics.set('a', 1);
  witness.topics.delete('a');
  await until(() => witness.acks.length === 3);
  const reader = await server.page(LU, content, { access: { 'agenda/*': 'read' } });
  reader.send(encodeSync(SYNC.step2, Y.encodeStateAsUpdate(reader.doc)));
  reader.send(encodeSync(SYNC.step2, new Uint8Array([0, 0])));
  await settle();
  assert.equal(reader.closed, undefined);
});

test('nobody writes as somebody else, neither before nor after that person wrote', async () => {
  const { server, content, witness } = await room();
  witness.topics.set('mine', 1);
  await until(() => witness.acks.length === 2);
  const { clientID } = witness.doc;
  const forger = await server.page(LU, content);
  forger.update(handMade({ client: clientID, clock: 1, structs: [mapEntry('topics', 'forged', 1)] }));
  await forger.closesWith(4403);

  // A newcomer who has only shown presence so far.
  const newcomer = await server.page(SHEN, content);
  newcomer.present({ topic: null });
  await until(() => witness.seen(newcomer.doc.clientID));
  const preclaimer = await server.page(LU, content);
  preclaimer.update(handMade({ client: newcomer.doc.clientID, structs: [mapEntry('topics', 'forged', 1)] }));
  await preclaimer.closesWith(4403);
  newcomer.topics.set('first words', 1);
  await until(() => witness.topics.get('first words') === 1);
  await isUnseen(content, witness);
});

test("the server's own clientID is nobody's, and its meta is not touched", async () => {
  const { server, content, witness } = await room();
  const skeleton = [...witness.doc.store.clients.keys()][0]!;
  const clock = Y.getState(witness.doc.store, skeleton);
  const updates = {
    'as the server': handMade({ client: skeleton, clock, structs: [mapEntry('topics', 'forged', 1)] }),
    'a key of meta': handMade({ client: 21, structs: [mapEntry('meta', 'kind', 'draft')] }),
    'meta deleted': onlyDeletes([skeleton, 0, 1]),
    'an overwrite that names no root': overwriteOfMeta(witness.doc),
  };
  for (const [form, update] of Object.entries(updates)) {
    const forger = await server.page(LU, content);
    forger.update(update);
    await until(() => forger.closed, form);
    assert.equal(forger.closed!.code, 4403, form);
  }
  await isUnseen(content, witness);
  assert.deepEqual((await server.page(LU, content)).doc.getMap('meta').toJSON()['kind'], 'agenda');
});

/** Sets `meta.kind` the way Yjs does: right of the old value, so that the bytes name neither root nor key. */
function overwriteOfMeta(doc: Y.Doc): Uint8Array {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  const before = Y.encodeStateVector(copy);
  copy.getMap('meta').set('kind', 'draft');
  const update = Y.encodeStateAsUpdate(copy, before);
  assert.ok(!Buffer.from(update).includes('meta'));
  return update;
}

test('updates that lie about their size, leave gaps or go beyond the schema are refused', async () => {
  const { server, content, witness } = await room();
  const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)]);
  const cases: [string, number, Uint8Array][] = [
    ['2^31 structs in twenty bytes', 4400, handMade({ client: 1, count: 2 ** 31, structs: [] })],
    ['2^40 deletions', 4400, written((e) => [0, 2 ** 40, 5, 2 ** 40].forEach((n) => encoding.writeVarUint(e, n)))],
    ['a string of 4 GB', 4400, handMade({ client: 1, structs: [stringOf(2 ** 32)] })],
    ['bytes after the update', 4400, joined(forged(), new Uint8Array([1, 2, 3]))],
    ['a run that nobody can see', 4400, handMade({ client: 1, structs: [(e) => gc(e, 2 ** 45)] })],
    ['a struct of no length', 4400, handMade({ client: 1, structs: [(e) => gc(e, 0)] })],
    ['a deletion of no length', 4400, onlyDeletes([witness.doc.clientID, 0, 0])],
    ['a gap', 4509, handMade({ client: 1, clock: 9, structs: [mapEntry('topics', 'forged', 1)] })],
    ['a gap of two million', 4509, handMade({ client: 1, clock: 2e6, structs: [mapEntry('topics', 'forged', 1)] })],
    ['a skip', 4509, handMade({ client: 1, structs: [(e) => skip(e, 9), mapEntry('topics', 'forged', 1)] })],
    ['a deletion of what nobody wrote', 4509, onlyDeletes([77, 0, 5])],
    ['a root that agendas do not have', 4400, handMade({ client: 1, structs: [mapEntry('forged', 'forged', 1)] })],
    ['values 33 deep', 4400, handMade({ client: 1, structs: [mapEntry('topics', 'forged', nested(33))] })],
    ['bytes as a value', 4400, handMade({ client: 1, structs: [mapEntry('topics', 'forged', new Uint8Array(9))] })],
    ['a foreign prototype', 4400, handMade({ client: 1, structs: [mapEntryOf('topics', 'forged', 8, prototype)] })],
    [
      'a document in the document',
      4400,
      handMade({ client: 1, structs: [mapEntryOf('topics', 'forged', 9, subdocument)] }),
    ],
    ['types nested 9 deep', 4400, nestedTypes(9)],
    ['types nested 20 000 deep', 4400, nestedTypes(20_000)],
    ['not a version 1 update', 4400, Y.convertUpdateFormatV1ToV2(forged())],
  ];
  for (const [form, code, update] of cases) {
    const forger = await server.page({ ...LU, sub: `u-${form}` }, content);
    forger.update(update);
    await until(() => forger.closed, form);
    assert.equal(forger.closed!.code, code, form);
    forger.close();
  }
  await isUnseen(content, witness);
  assert.deepEqual(Object.keys(witness.topics.toJSON()), []);
});

function stringOf(length: number): (encoder: encoding.Encoder) => void {
  return (encoder) => {
    encoding.writeUint8(encoder, 4);
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarString(encoder, 'topics');
    encoding.writeVarUint(encoder, length);
  };
}
function gc(encoder: encoding.Encoder, length: number): void {
  encoding.writeUint8(encoder, 0);
  encoding.writeVarUint(encoder, length);
}
function skip(encoder: encoding.Encoder, length: number): void {
  encoding.writeUint8(encoder, 10);
  encoding.writeVarUint(encoder, length);
}
function prototype(encoder: encoding.Encoder): void {
  encoding.writeVarUint(encoder, 1);
  encoding.writeUint8(encoder, 118); // an object of one key
  encoding.writeVarUint(encoder, 1);
  encoding.writeVarString(encoder, '__proto__');
  encoding.writeAny(encoder, { forged: true });
}
function subdocument(encoder: encoding.Encoder): void {
  encoding.writeVarString(encoder, 'guid');
  encoding.writeAny(encoder, {});
}
/** A map in a map in a map …, the outermost under the root. */
function nestedTypes(depth: number): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = 8803;
  let map: Y.Map<unknown> = doc.getMap('topics');
  doc.transact(() => {
    for (let level = 0; level < depth; level++) {
      const inner = new Y.Map<unknown>();
      map.set('forged', inner);
      map = inner;
    }
  });
  return Y.encodeStateAsUpdate(doc);
}

test('five hundred thousand characters pasted at once are no attack', async () => {
  const { server, content, witness } = await room();
  const writer = await server.page(LU, content);
  const notes = new Y.Text('稿'.repeat(500_000));
  writer.topics.set('t1', new Y.Map([['notes', notes]]));
  await until(() => writer.acks.length === 2);
  await until(() => witness.topics.get('t1') instanceof Y.Map);
});

test('a document does not grow beyond its limit, and deleting makes room again', async () => {
  const server = await startServer({ limits: { documentBytes: 20_000 } });
  await server.createRoom('agenda/full');
  const first = await server.page(LU, 'agenda/full/content');
  for (let part = 0; part < 40 && !first.closed; part++) {
    first.topics.set(`part${part}`, 'x'.repeat(1000));
    await settle(10);
  }
  await first.closesWith(4413);
  const second = await server.page(LU, 'agenda/full/content');
  const size = Y.encodeStateAsUpdate(second.doc).length;
  assert.ok(size > 15_000 && size <= 20_000, `${size} bytes`);
  for (const key of [...second.topics.keys()]) second.topics.delete(key);
  second.topics.set('room again', 1);
  const acks = 1 + 40;
  await until(() => second.acks.length > 2 && second.topics.get('room again') === 1);
  await settle();
  assert.equal(second.closed, undefined, `closed after ${second.acks.length} of about ${acks}`);
});

test('somebody who spoils the document again and again is not heard for a while', async () => {
  const { server, content, witness } = await room();
  const person = { ...LU, sub: 'u-spoiler' };
  const codes: number[] = [];
  for (let attempt = 0; attempt < 8; attempt++) {
    const forger = await server.page(person, content);
    forger.update(handMade({ client: 100 + attempt, structs: [mapEntry('meta', 'kind', 'draft')] }));
    await until(() => forger.closed);
    codes.push(forger.closed!.code);
  }
  assert.deepEqual(codes.slice(0, 6), Array(6).fill(4403));
  assert.deepEqual(codes.slice(6), [4529, 4529]);
  witness.topics.set('still', 1);
  await until(() => witness.acks.length === 2);
});

test('one person draws only so many clientIDs a day', async () => {
  const server = await startServer({ limits: { clientsPerUserAndDay: 3 } });
  await server.createRoom('agenda/m1');
  const page = await server.page(LU, 'agenda/m1/content');
  for (let client = 1; client <= 4; client++) {
    page.update(handMade({ client, structs: [mapEntryOf('topics', `k${client}`, 8, any(1))] }));
  }
  await page.closesWith(4529);
  assert.equal((await server.page(SHEN, 'agenda/m1/content')).topics.size, 3);
});
