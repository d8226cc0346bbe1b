import type { JSONWebKeySet } from 'jose';
import type { Settings } from '../model/settings.js';
import { parseInstant } from '../model/time.js';
import { SHORTEST_SECRET, type TokenKeys } from '../server/auth/token-verifier.js';
import { parseOrigin, type OriginRules } from '../server/origins.js';
import { ArgumentsError, readArguments, UnusableError, type CommandContext } from './command.js';
import { decodeText, parseJson, readBytes, readSettings } from './read-input.js';
import { SERVE_WORDS } from './serve-strings.js';

export interface ServeOptions {
  readonly port: number;
  readonly host: string;
  readonly data: string;
  readonly settings: Settings;
  readonly tokens: { readonly keys: TokenKeys; readonly issuer: string; readonly audience: string };
  readonly origins: OriginRules;
  readonly allowsQueryToken: boolean;
  readonly trustsProxy: boolean;
  /** Where the clock of the record starts, in milliseconds since the epoch; real time when undefined. */
  readonly clock: number | undefined;
}

export const DEFAULT_ISSUER = 'siban-host';
export const DEFAULT_AUDIENCE = 'siban';
/** The word for clients that send no Origin. */
const MISSING = 'missing';

/** Reads the command line; undefined when it asks for help. @throws UnusableError, ArgumentsError */
export async function readServeOptions(context: CommandContext): Promise<ServeOptions | undefined> {
  const words = SERVE_WORDS[context.language];
  const { values, positionals } = readArguments(context.args, {
    port: { type: 'string', default: '8787' },
    host: { type: 'string', default: '127.0.0.1' },
    data: { type: 'string' },
    config: { type: 'string' },
    'secret-file': { type: 'string' },
    jwks: { type: 'string' },
    issuer: { type: 'string', default: DEFAULT_ISSUER },
    audience: { type: 'string', default: DEFAULT_AUDIENCE },
    origin: { type: 'string', multiple: true, default: [] },
    'query-token': { type: 'boolean', default: false },
    'trust-proxy': { type: 'boolean', default: false },
    clock: { type: 'string' },
    store: { type: 'string' },
    help: { type: 'boolean' },
  });
  if (values.help) return undefined;
  if (positionals.length > 0) throw new ArgumentsError(positionals.join(' '));
  if (values.store !== undefined) throw new UnusableError(words.notThisStore(values.store));
  if (values.data === undefined) throw new ArgumentsError(words.dataMissing);
  return {
    port: readPort(values.port, context),
    host: values.host,
    data: values.data,
    settings: await readSettings(values.config, context),
    tokens: {
      keys: await readKeys(values['secret-file'], values.jwks, context),
      issuer: values.issuer,
      audience: values.audience,
    },
    origins: readOrigins(values.origin, context),
    allowsQueryToken: values['query-token'],
    trustsProxy: values['trust-proxy'],
    clock: values.clock === undefined ? undefined : readClock(values.clock, context),
  };
}

function readPort(text: string, context: CommandContext): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_535)) throw new UnusableError(SERVE_WORDS[context.language].badPort(text));
  return port;
}

function readClock(text: string, context: CommandContext): number {
  const parsed = parseInstant(text);
  if (!parsed.ok) throw new UnusableError(SERVE_WORDS[context.language].badClock(text));
  return parsed.value;
}

function readOrigins(texts: readonly string[], context: CommandContext): OriginRules {
  const allowed = texts.filter((text) => text !== MISSING);
  const wrong = allowed.find((text) => parseOrigin(text) === undefined);
  if (wrong !== undefined) throw new UnusableError(SERVE_WORDS[context.language].badOrigin(wrong));
  return { allowed, allowMissing: texts.includes(MISSING) };
}

async function readKeys(
  secretFile: string | undefined,
  jwks: string | undefined,
  context: CommandContext,
): Promise<TokenKeys> {
  if ((secretFile === undefined) === (jwks === undefined)) {
    throw new ArgumentsError(SERVE_WORDS[context.language].keysMissing);
  }
  if (secretFile !== undefined) return { secret: await readSecret(secretFile, context) };
  if (URL.canParse(jwks!) && /^https?:/.test(jwks!)) return { jwksUrl: new URL(jwks!) };
  const json = parseJson(decodeText(await readBytes(jwks!, context), jwks!, context), jwks!, context);
  if (typeof json !== 'object' || json === null || !('keys' in json) || !Array.isArray(json.keys)) {
    throw new UnusableError(SERVE_WORDS[context.language].badKeys(jwks!));
  }
  return { jwks: json as JSONWebKeySet };
}

/** The bytes of the file without line ends after them, which editors add unasked. @throws UnusableError */
export async function readSecret(file: string, context: CommandContext): Promise<Uint8Array> {
  const bytes = await readBytes(file, context);
  let end = bytes.length;
  while (end > 0 && (bytes[end - 1] === 0x0a || bytes[end - 1] === 0x0d)) end--;
  if (end < SHORTEST_SECRET) {
    throw new UnusableError(SERVE_WORDS[context.language].secretTooShort(file, SHORTEST_SECRET));
  }
  return bytes.subarray(0, end);
}
