import * as v from 'valibot';

/** Longest reason, opinion or note, in UTF-16 units: an entry stays far below its 64 KiB (SEC-22). */
export const TEXT_LIMIT = 4000;
/** Longest name: of whoever approved, of a material. */
export const NAME_LIMIT = 200;

const IS_TEXT = 'must be text';
const IS_OBJECT = 'must be an object';

const visible = v.regex(/\S/, 'must not be empty');
const name = v.pipe(
  v.string(IS_TEXT),
  v.maxLength(NAME_LIMIT, `must not be longer than ${NAME_LIMIT} characters`),
  visible,
);
const text = v.pipe(v.string(IS_TEXT), v.maxLength(TEXT_LIMIT, `must not be longer than ${TEXT_LIMIT} characters`));
const reason = v.pipe(text, visible);
const id = v.pipe(v.string(IS_TEXT), v.regex(/^[\w:.-]{1,200}$/, 'must be the id of an entry'));

/** What a meeting can decide on a topic: 通过, 原则通过, 不通过 (widgets §6.1). */
export const DECISIONS = ['passed', 'passed-in-principle', 'rejected'] as const;
export type Decision = (typeof DECISIONS)[number];

/** A step that needs no words; `note` is the opinion of whoever takes it. */
export const noted = v.strictObject({ note: v.optional(text) }, IS_OBJECT);

export const reasoned = v.strictObject({ reason }, IS_OBJECT);

/** Who allowed something out of the ordinary, and why. */
export const adHoc = v.strictObject({ approver: name, reason }, IS_OBJECT);

export const decided = v.strictObject(
  {
    decision: v.optional(v.picklist(DECISIONS, `must be one of ${DECISIONS.join(', ')}`)),
    note: v.optional(text),
  },
  IS_OBJECT,
);

/** One material by its name among the required ones. */
export const received = v.strictObject({ material: name }, IS_OBJECT);

export const waived = v.strictObject({ rule: name, approver: name, reason }, IS_OBJECT);

const date = v.pipe(v.string(IS_TEXT), v.isoDate('must be a date like 2024-04-30'));
const digest = v.pipe(v.string(IS_TEXT), v.regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hexadecimal digits'));
/** Largest file that a version may name: far beyond any paper, and a safe integer. */
const bytes = v.pipe(
  v.number('must be a number'),
  v.safeInteger('must be a whole number'),
  v.minValue(0, 'must not be negative'),
);

/** One decided matter: one unit, one person, one date. */
const task = v.strictObject({ text: reason, unit: name, person: name, due: date }, IS_OBJECT);
/** Most matters that one topic can be followed up in: an entry stays below its 64 KiB. */
export const TASKS_LIMIT = 30;

/** What has to be done, or why nothing has: one of the two. */
export const tracked = v.pipe(
  v.strictObject(
    {
      tasks: v.optional(
        v.pipe(
          v.array(task, 'must be a list'),
          v.minLength(1, 'must hold a matter'),
          v.maxLength(TASKS_LIMIT, `must not hold more than ${TASKS_LIMIT} matters`),
        ),
      ),
      none: v.optional(reason),
    },
    IS_OBJECT,
  ),
  v.check(
    ({ tasks, none }) => (tasks === undefined) !== (none === undefined),
    'must hold either tasks or, in none, the reason why there are none',
  ),
);

/** One version of a paper. The file itself lies with the host; here are its name and what proves it. */
export const version = v.strictObject({ material: name, file: name, bytes, digest, note: v.optional(text) }, IS_OBJECT);

/** `version` is the id of the entry of `material.submit`; null for a paper that has come in without one. */
export const read = v.strictObject({ material: name, version: v.nullable(id) }, IS_OBJECT);

/** `prerequisite` is the id of the row in the content; its name is sealed as it read. */
export const confirmed = v.strictObject({ prerequisite: id, name, proof: reason }, IS_OBJECT);

export const opinion = v.strictObject({ text: reason }, IS_OBJECT);

export const summoned = v.strictObject({ unit: name }, IS_OBJECT);

/** 文号 of the issued minutes, where they have one. */
export const issued = v.strictObject({ docNo: v.optional(name), note: v.optional(text) }, IS_OBJECT);

/** `choose` is the id of the entry that shall hold. */
export const settled = v.strictObject({ choose: id, reason }, IS_OBJECT);

/**
 * Words for the level that a text seemed to carry. The Chinese word by itself is just what the gate holds, in a payload too. `none` for
 * what names no level, such as the heading of a cipher telegram.
 */
const MARKING_LEVELS = { 绝密: 'top-secret', 机密: 'secret', 秘密: 'confidential' } as const;
export type MarkingLevel = (typeof MARKING_LEVELS)[keyof typeof MARKING_LEVELS] | 'none';

/** The word that stands in a payload for a level as it is written in Chinese; null for a mark without one. */
export function markingLevel(written: keyof typeof MARKING_LEVELS | null): MarkingLevel {
  return written === null ? 'none' : MARKING_LEVELS[written];
}

/** In which field something that looks like a mark is none, and why; never the text itself. */
export const dismissed = v.strictObject(
  {
    field: name,
    level: v.picklist([...Object.values(MARKING_LEVELS), 'none'], 'must be top-secret, secret, confidential or none'),
    reason,
  },
  IS_OBJECT,
);
