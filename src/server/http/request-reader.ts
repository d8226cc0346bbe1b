import type { IncomingMessage } from 'node:http';
import type { Json } from '../../model/json.js';
import { problem, type Problem } from '../../protocol/problems.js';

/** A request that is answered with this problem instead. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly problem: Problem;

  constructor(value: Problem) {
    super(value.title);
    this.problem = value;
  }
}

/** Throws a problem up to where requests are answered. */
export function reject(...args: Parameters<typeof problem>): never {
  throw new ProblemError(problem(...args));
}

/** Reads a body as JSON; rejects with a ProblemError when it is too large, or no JSON in UTF-8. */
export async function readJson(request: IncomingMessage, maxBytes: number): Promise<Json> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) reject('too-large', `the body is larger than ${maxBytes} bytes; send less at once`);
    chunks.push(chunk);
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
    return JSON.parse(text) as Json;
  } catch {
    return reject('malformed', 'the body is not JSON in UTF-8');
  }
}

/** A whole number of at least 1 from a query, or `otherwise` when it is absent. */
export function readCount(query: URLSearchParams, name: string, otherwise: number): number {
  const text = query.get(name);
  if (text === null) return otherwise;
  if (!/^[1-9]\d{0,14}$/.test(text)) reject('malformed', `${name} must be a whole number from 1 on`);
  return Number(text);
}
