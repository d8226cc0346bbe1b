import { emptyHead } from '../../record/seal.js';
import type { ServerContext } from '../server-context.js';
import { authorizeRoom } from './authorize.js';
import { readCount, reject } from './request-reader.js';
import type { Answer } from './responses.js';
import type { ApiRequest } from './routes.js';

/** Entries of one answer; a page asks again from where it stopped. */
const MOST_ENTRIES = 1000;

/** `GET /api/rooms/<kind>/<id>/record?from=&to=`: entries, both ends included, at most a thousand, and the head. */
export async function getRecord(context: ServerContext, { request, room: name, query }: ApiRequest): Promise<Answer> {
  await authorizeRoom(context, request, name);
  const { storage } = context;
  const stored = await storage.room(name);
  if (!stored) return reject('not-found', 'there is no such room');
  const from = readCount(query, 'from', 1);
  const to = Math.min(readCount(query, 'to', Number.MAX_SAFE_INTEGER), from + MOST_ENTRIES - 1);
  const [entries, newest] = await Promise.all([storage.entries(name, from, to), storage.head(name)]);
  const { seq, hash } = newest ?? emptyHead(name);
  return { status: 200, body: { entries, head: { seq, hash, epoch: storage.epoch, generation: stored.generation } } };
}
