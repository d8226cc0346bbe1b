import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import * as decoding from 'lib0/decoding';
import * as messages from '../../src/protocol/messages.js';
import { readClientMessage } from '../../src/server/socket/read-message.js';

/**
 * Frames as the first release writes them, in hex. The file never changes: pages and servers of different
 * releases meet in one room, and other people's programs speak this as well.
 */
const FRAMES = JSON.parse(
  readFileSync(new URL('../fixtures/v1/wire/frames.json', import.meta.url), 'utf8'),
) as Readonly<Record<string, string>>;

const witness = { seq: 7, hash: 'ab'.repeat(32), epoch: 'e1' };
const serverHello: messages.ServerHello = {
  epoch: 'e1',
  generation: 1,
  contentSeq: 300,
  right: 'write',
  schema: 1,
  limits: { frameBytes: 4_194_304, documentBytes: 8_388_608 },
};
const clientHello: messages.ClientHello = { epoch: 'e1', generation: 1, contentSeq: 300, schema: 1, witness };
const presence = { client: 70_000, clock: 3, state: '{"topic":"t1","editing":true}' };
const update = new Uint8Array([0, 0]);

const WRITTEN: Readonly<Record<string, Uint8Array>> = {
  step1: messages.encodeSync(messages.SYNC.step1, new Uint8Array([0])),
  step2: messages.encodeSync(messages.SYNC.step2, update),
  update: messages.encodeSync(messages.SYNC.update, update),
  presence: messages.encodePresence([presence]),
  denied: messages.encodePermissionDenied('forbidden'),
  renewToken: messages.encodeRenewToken('a.b.c'),
  stored: messages.encodeStored(300),
  serverHello: messages.encodeServerHello(serverHello),
  clientHello: messages.encodeClientHello(clientHello),
};

test('every frame is written to the same bytes as by the first release', () => {
  const hex = Object.entries(WRITTEN).map(([name, bytes]) => [name, Buffer.from(bytes).toString('hex')]);
  assert.deepEqual(Object.fromEntries(hex), FRAMES);
});

function frame(name: string): Uint8Array {
  return Uint8Array.from(Buffer.from(FRAMES[name]!, 'hex'));
}

test('the server reads what a page of the first release sends', () => {
  assert.deepEqual(readClientMessage(frame('clientHello'), true), { kind: 'hello', hello: clientHello });
  assert.deepEqual(readClientMessage(frame('renewToken'), true), { kind: 'renew', token: 'a.b.c' });
  assert.equal(readClientMessage(frame('step1'), true).kind, 'state-request');
  assert.deepEqual(readClientMessage(frame('step2'), true), { kind: 'update', update, isStep2: true });
  assert.deepEqual(readClientMessage(frame('update'), true), { kind: 'update', isStep2: false, update });
  assert.deepEqual(readClientMessage(frame('presence'), true), { kind: 'presence', entries: [presence] });
});

test('a page reads what a server of the first release sends', () => {
  const stored = decoding.createDecoder(frame('stored'));
  assert.equal(decoding.readVarUint(stored), messages.MESSAGE.stored);
  assert.equal(decoding.readVarUint(stored), 300);
  const hello = decoding.createDecoder(frame('serverHello'));
  assert.equal(decoding.readVarUint(hello), messages.MESSAGE.serverHello);
  assert.deepEqual(messages.readServerHello(hello), serverHello);
});
