import { emptyHead } from '../../record/seal.js';
import type { ServerContext } from '../server-context.js';
import { authorizeRoom } from './authorize.js';
import { readCount, reject } from './request-reader.js';
import type { Answer } from './responses.js';
import type { ApiRequest } from './routes.js';

/** Entries of one answer; a page asks again from where it stopped. */
const MOST_ENTRIES = 1000;

/**
 * `GET /api/rooms/<kind>/<id>/record?from=&to=`: entries, both ends included, at most a thousand, which of
 * them these are, and the head: whoever keeps the answer can tell a part from the whole.
 */
export async function getRecord(context: ServerContext, { request, room: name, query }: ApiRequest): Promise<Answer> {
  await authorizeRoom(context, request, name);
  const { storage } = context;
  const stored = await storage.room(name);
  if (!stored) return reject('not-found', 'there is no such room');
  // The head first: whatever is committed meanwhile, every entry up to it is there.
  const { seq, hash } = (await storage.head(name)) ?? emptyHead(name);
  const from = readCount(query, 'from', 1);
  const to = Math.min(readCount(query, 'to', seq), seq, from + MOST_ENTRIES - 1);
  const entries = from > to ? [] : await storage.entries(name, from, to);
  const head = { seq, hash, epoch: storage.epoch, generation: stored.generation };
  return { status: 200, body: { room: name, from, to, entries, head } };
}
