import { isOffice, isRole } from '../../model/offices.js';
import type { Identity } from '../../model/person.js';
import { RIGHTS, type AccessRule, type Right } from '../../model/room.js';
import { isWholeText } from '../whole-text.js';
import { TokenError } from './authenticate.js';

/** Longer names and ids are no person's. */
const LONGEST = 200;
const MOST_RULES = 200;
const PATTERN = /^[a-z]+\/[a-z0-9_-]{0,64}\*?$/;

/** Reads the claims of a verified token. Roles and access lines that this release does not know give nothing. */
export function readClaims(claims: { readonly [claim: string]: unknown }): Identity {
  const { sub, name, office, roles, access } = claims;
  if (!isText(sub)) throw new TokenError('sub is missing');
  if (!isText(name)) throw new TokenError('name is missing');
  if (!isOffice(office)) throw new TokenError('office is unknown');
  return {
    id: sub,
    name,
    office,
    roles: Array.isArray(roles) ? roles.filter(isRole) : [],
    access: Array.isArray(access) ? access.slice(0, MOST_RULES).flatMap(readRule) : [],
  };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= LONGEST && isWholeText(value);
}

function readRule(rule: unknown): AccessRule[] {
  if (typeof rule !== 'object' || rule === null) return [];
  const { room, right } = rule as { room?: unknown; right?: unknown };
  if (typeof room !== 'string' || !PATTERN.test(room) || !RIGHTS.includes(right as Right)) return [];
  return [{ room, right: right as Right }];
}
