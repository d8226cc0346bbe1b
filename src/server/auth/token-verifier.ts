import { createLocalJWKSet, createRemoteJWKSet, jwtVerify, type JSONWebKeySet, type JWTPayload } from 'jose';
import { TokenError, type Authenticate } from './authenticate.js';
import { readClaims } from './read-claims.js';

/** Where the keys come from: one family a deployment, never both (SEC-5). */
export type TokenKeys =
  /** HS256; at least 32 bytes. */
  | { readonly secret: Uint8Array }
  /** RS256 or ES256, fetched from the host and kept. */
  | { readonly jwksUrl: URL }
  /** The same from a file, for closed networks. */
  | { readonly jwks: JSONWebKeySet };

export interface TokenVerifierOptions {
  readonly keys: TokenKeys;
  readonly issuer: string;
  readonly audience: string;
  readonly maxBytes: number;
  /** Real time in milliseconds: tokens are never judged by the clock of the record. */
  now(): number;
}

export const SHORTEST_SECRET = 32;
/** Seconds by which the host's clock and ours may differ. */
const TOLERANCE = 5;

/** The `authenticate` of a server whose host issues JWTs. */
export function createTokenVerifier(options: TokenVerifierOptions): Authenticate {
  const verify = createVerify(options);
  return async (token) => {
    if (token === '' || Buffer.byteLength(token) > options.maxBytes) throw new TokenError('no token, or too long');
    const payload = await verify(token);
    // `exp` is there: it is among the required claims.
    return { identity: readClaims(payload), expiresAt: payload.exp! * 1000 };
  };
}

function createVerify(options: TokenVerifierOptions): (token: string) => Promise<JWTPayload> {
  const { keys, issuer, audience } = options;
  const claims = () => ({
    issuer,
    audience,
    requiredClaims: ['exp', 'sub', 'iss', 'aud'],
    clockTolerance: TOLERANCE,
    currentDate: new Date(options.now()),
  });
  const check = async (verified: Promise<{ payload: JWTPayload }>): Promise<JWTPayload> => {
    try {
      return (await verified).payload;
    } catch (error) {
      throw new TokenError((error as Error).message);
    }
  };
  if ('secret' in keys) {
    if (keys.secret.length < SHORTEST_SECRET) throw new TypeError(`a secret needs ${SHORTEST_SECRET} bytes at least`);
    return (token) => check(jwtVerify(token, keys.secret, { ...claims(), algorithms: ['HS256'] }));
  }
  // `kid` only chooses among these keys; keys or addresses inside a token are never used.
  const keySet = 'jwks' in keys ? createLocalJWKSet(keys.jwks) : createRemoteJWKSet(keys.jwksUrl);
  return (token) => check(jwtVerify(token, keySet, { ...claims(), algorithms: ['RS256', 'ES256'] }));
}
