import { SignJWT } from 'jose';
import { isOffice, isRole } from '../model/offices.js';
import { RIGHTS, type AccessRule, type Right } from '../model/room.js';
import { isPersonText, isRoomPattern, LONGEST_NAME } from '../server/auth/read-claims.js';
import { ArgumentsError, CLEAN, readArguments, UnusableError, type Command } from './command.js';
import { DEFAULT_AUDIENCE, DEFAULT_ISSUER, readSecret } from './serve-options.js';
import { TOKEN_WORDS } from './token-strings.js';

/** `siban token`: prints a JWT, for demos and tests. */
export const token: Command = async (context) => {
  const words = TOKEN_WORDS[context.language];
  const { values, positionals } = readArguments(context.args, {
    'secret-file': { type: 'string' },
    sub: { type: 'string' },
    name: { type: 'string' },
    office: { type: 'string' },
    role: { type: 'string', multiple: true, default: [] },
    access: { type: 'string', multiple: true, default: [] },
    expires: { type: 'string', default: '8h' },
    issuer: { type: 'string', default: DEFAULT_ISSUER },
    audience: { type: 'string', default: DEFAULT_AUDIENCE },
    help: { type: 'boolean' },
  });
  if (values.help) {
    context.out(`${words.usage}\n`);
    return CLEAN;
  }
  if (positionals.length > 0) throw new ArgumentsError(positionals.join(' '));
  const required = (name: 'secret-file' | 'sub' | 'name' | 'office'): string => {
    const value = values[name];
    if (!value) throw new ArgumentsError(words.missing(`--${name}`));
    return value;
  };
  const person = (name: 'sub' | 'name'): string => {
    const text = required(name);
    return isPersonText(text) ? text : fail(words.badPerson(`--${name}`, LONGEST_NAME));
  };
  const secret = await readSecret(required('secret-file'), context);
  const office = required('office');
  if (!isOffice(office)) throw new UnusableError(words.unknownOffice(office));
  const unknownRole = values.role.find((role) => !isRole(role));
  if (unknownRole !== undefined) throw new UnusableError(words.unknownRole(unknownRole));
  const access = values.access.map((text) => readAccess(text) ?? fail(words.badAccess(text)));
  const seconds = readDuration(values.expires) ?? fail(words.badExpiry(values.expires));
  const now = Math.floor(Date.now() / 1000);
  const jwt = await new SignJWT({ name: person('name'), office, roles: values.role, access })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(person('sub'))
    .setIssuer(values.issuer)
    .setAudience(values.audience)
    .setIssuedAt(now)
    .setExpirationTime(now + seconds)
    .sign(secret);
  context.out(`${jwt}\n`);
  return CLEAN;
};

function fail(message: string): never {
  throw new UnusableError(message);
}

function readAccess(text: string): AccessRule | undefined {
  const [room = '', right, ...more] = text.split(':');
  const isRule = isRoomPattern(room) && RIGHTS.includes(right as Right) && more.length === 0;
  return isRule ? { room, right: right as Right } : undefined;
}

const SECONDS = { s: 1, m: 60, h: 3600, d: 86_400 } as const;

function readDuration(text: string): number | undefined {
  const match = /^(-?\d{1,6})([smhd])$/.exec(text);
  return match ? Number(match[1]) * SECONDS[match[2] as keyof typeof SECONDS] : undefined;
}
