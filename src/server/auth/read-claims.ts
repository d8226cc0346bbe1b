import { isOffice, isRole } from '../../model/offices.js';
import type { Identity } from '../../model/person.js';
import { parseRoomName, RIGHTS, ROOM_KINDS, type AccessRule, type Right, type RoomKind } from '../../model/room.js';
import { isWholeText } from '../whole-text.js';
import { TokenError } from './authenticate.js';

/** Longer names and ids are no person's. */
export const LONGEST_NAME = 200;
const MOST_RULES = 200;
const PATTERN = /^([a-z]+)\/[a-z0-9_-]{0,64}\*?$/;

/** Whether a pattern can match any room at all: exact, `<kind>/*` or `<kind>/<prefix>*`. */
export function isRoomPattern(text: string): boolean {
  const isOfKind = ROOM_KINDS.includes(PATTERN.exec(text)?.[1] as RoomKind);
  const example = text.endsWith('*') ? `${text.slice(0, -1)}a` : text;
  return isOfKind && parseRoomName(example) !== undefined;
}

/** Reads the claims of a verified token. Roles and access lines that this release does not know give nothing. */
export function readClaims(claims: { readonly [claim: string]: unknown }): Identity {
  const { sub, name, office, roles, access } = claims;
  if (!isPersonText(sub)) throw new TokenError('sub is missing');
  if (!isPersonText(name)) throw new TokenError('name is missing');
  if (!isOffice(office)) throw new TokenError('office is unknown');
  return {
    id: sub,
    name,
    office,
    roles: Array.isArray(roles) ? roles.filter(isRole) : [],
    access: Array.isArray(access) ? access.slice(0, MOST_RULES).flatMap(readRule) : [],
  };
}

/** A name or id of a person, as a token may carry it. */
export function isPersonText(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= LONGEST_NAME && isWholeText(value);
}

function readRule(rule: unknown): AccessRule[] {
  if (typeof rule !== 'object' || rule === null) return [];
  const { room, right } = rule as { room?: unknown; right?: unknown };
  if (typeof room !== 'string' || !PATTERN.test(room) || !RIGHTS.includes(right as Right)) return [];
  return [{ room, right: right as Right }];
}
