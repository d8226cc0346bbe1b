import * as v from 'valibot';
import type { Head } from './entry.js';
import { findNul, findUnsealable, type Json, type JsonObject } from './json.js';
import type { Parsed } from './parsed.js';

/** What a page asks the server to seal (architecture §5). The type of the command is the type of the entry. */
export interface Command {
  /** Random, 16 to 64 characters of `[A-Za-z0-9_-]`; sending the same id again is harmless. */
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly payload: JsonObject;
  /** Id of the newest entry of the same lane that the person has seen, or null when there is none. */
  readonly basis: string | null;
  /** Digest of the subject's canonical content as the person saw it, where the command asks for it; else null. */
  readonly seen: string | null;
  /** UTC, `YYYY-MM-DDTHH:mm:ss.sssZ`. */
  readonly authoredAt: string;
  readonly offline: boolean;
  /** The highest head of this room's record that the page has verified, or null when it has verified none. */
  readonly witness: (Head & { readonly epoch: string }) | null;
}

/** What is wrong with a body that should have been a command, and where, for example `payload.reason`. */
export interface CommandProblem {
  /** Empty for the body as a whole. */
  readonly path: string;
  readonly message: string;
}

const text = v.string('must be text');
const hash = v.pipe(text, v.regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hexadecimal digits'));
const entryId = v.pipe(text, v.regex(/^[\w:.-]{1,200}$/, 'must be the id of an entry'));
const epoch = v.pipe(text, v.maxLength(200, 'must not be longer than 200 characters'));
const wholeNumber = v.pipe(
  v.number('must be a number'),
  v.safeInteger('must be a whole number'),
  v.minValue(0, 'must not be negative'),
);

const envelope = v.strictObject(
  {
    id: v.pipe(text, v.regex(/^[A-Za-z0-9_-]{16,64}$/, 'must be 16 to 64 characters of A-Z a-z 0-9 _ -')),
    type: v.pipe(text, v.regex(/^[A-Za-z.]{1,64}$/, 'must be a type such as topic.submit')),
    subject: v.pipe(text, v.regex(/^[\w-]{1,64}$/, 'must be the id of a topic, or room')),
    payload: v.custom<JsonObject>(isObject, 'must be an object'),
    basis: v.nullable(entryId),
    seen: v.nullable(hash),
    authoredAt: v.pipe(text, v.check(isUtcTime, 'must be a time in UTC like 2024-04-12T09:52:00.000Z')),
    offline: v.boolean('must be true or false'),
    // A program that keeps no witness may leave it out.
    witness: v.optional(v.nullable(v.strictObject({ seq: wholeNumber, hash, epoch }, 'must be an object')), null),
  },
  'must be an object',
);

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a text is a time as entries carry it: UTC, to the millisecond, and a day that exists. */
export function isUtcTime(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text)) return false;
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString() === text;
}

/** Reads the body of a request as a command. What its payload must hold depends on the type: see `checkPayload`. */
export function parseCommand(body: unknown): Parsed<Command, CommandProblem> {
  // First, since it alone bounds how deep the rest may reach.
  const unsealable = findUnsealable(body) ?? findNul(body as Json);
  if (unsealable) return { ok: false, problem: unsealable };
  if (!isObject(body)) return { ok: false, problem: { path: '', message: 'must be an object' } };
  const parsed = v.safeParse(envelope, body, { abortEarly: true });
  if (!parsed.success) return { ok: false, problem: firstProblem(parsed.issues, '') };
  return { ok: true, value: parsed.output };
}

/** Checks a payload against the schema of its type's row. The payload itself is what gets sealed, unchanged. */
export function checkPayload(schema: v.GenericSchema, payload: JsonObject): CommandProblem | undefined {
  const parsed = v.safeParse(schema, payload, { abortEarly: true });
  return parsed.success ? undefined : firstProblem(parsed.issues, 'payload');
}

function firstProblem(issues: readonly [v.BaseIssue<unknown>, ...unknown[]], under: string): CommandProblem {
  const [issue] = issues;
  const inner = v.getDotPath(issue) ?? '';
  return { path: [under, inner].filter((part) => part !== '').join('.'), message: wording(issue) };
}

function wording(issue: v.BaseIssue<unknown>): string {
  if (issue.expected === 'never') return 'is not known here; leave it out';
  if (issue.received === 'undefined') return 'is missing';
  return issue.message;
}
