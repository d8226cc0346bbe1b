import type { Json, JsonObject } from '../model/json.js';

/** Words for what can be wrong with a request; a page has a sentence for each in its string table. */
export const PROBLEM_TYPES = {
  /** The body cannot be read as a command. */
  malformed: 400,
  unauthenticated: 401,
  /** The person may not do this, now. */
  forbidden: 403,
  'not-found': 404,
  /** The basis names an entry that the record does not have in this lane. */
  'unknown-basis': 409,
  /** What the person saw is not what stands there now; the answer carries the content as it is. */
  'content-changed': 409,
  /** The page has seen a later or another head than the server has. */
  witness: 409,
  /** Two decisions of this lane wait to be settled first. */
  'conflict-open': 409,
  /** The room's record does not verify: nothing is sealed there until somebody has looked, however often it is sent. */
  'record-broken': 409,
  'too-large': 413,
  /** The same id was used for another body. */
  'id-reused': 422,
  /** Nothing of that type is known. */
  'unknown-type': 422,
  'unknown-subject': 422,
  'topic-removed': 422,
  /** The step is not possible from the state that the subject is in. */
  'not-possible': 422,
  'conflict-settled': 422,
  /** A rule of severity block holds it back; `findings` says which. */
  'rule-blocked': 422,
  'secrecy-mark': 422,
  'room-exists': 422,
  'rate-limited': 429,
  'storage-unavailable': 503,
  /** The host that has a say in rights does not answer. */
  'rights-unknown': 503,
  restarting: 503,
} as const;
export type ProblemType = keyof typeof PROBLEM_TYPES;

/** An RFC 9457 problem. `type` is a word of the table above, prefixed `urn:siban:problem:` on the wire. */
export interface Problem {
  readonly type: ProblemType;
  readonly status: number;
  /** One English sentence for logs; pages show their own words. */
  readonly title: string;
  /** The rule or table row that decided, where there is one. */
  readonly rule?: string;
  readonly findings?: readonly JsonObject[];
  /** For `content-changed`: the subject's content as it is now, with its digest. */
  readonly current?: { readonly digest: string; readonly seq: number; readonly content: JsonObject };
  /** What else a page needs to say it well. */
  readonly params?: { readonly [key: string]: Json };
}

const URN = 'urn:siban:problem:';

export function problem(
  type: ProblemType,
  title: string,
  more: Omit<Problem, 'type' | 'status' | 'title'> = {},
): Problem {
  return { type, status: PROBLEM_TYPES[type], title, ...more };
}

/** The body of `application/problem+json`. */
export function encodeProblem(value: Problem): string {
  return JSON.stringify({ ...value, type: URN + value.type });
}

/** Reads a problem that a server sent; undefined when it is none that this release knows. */
export function parseProblem(body: unknown): Problem | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const { type } = body as { type?: unknown };
  if (typeof type !== 'string' || !type.startsWith(URN)) return undefined;
  const word = type.slice(URN.length);
  // Not Object.hasOwn: pages run on kernels that lack it.
  if (!Object.prototype.hasOwnProperty.call(PROBLEM_TYPES, word)) return undefined;
  return { ...(body as Problem), type: word as ProblemType };
}
