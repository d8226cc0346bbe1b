import { isOffice, isRole } from '../model/offices.js';
import type { Identity } from '../model/person.js';
import { RIGHTS, type AccessRule } from '../model/room.js';
import { Listeners } from './listeners.js';

/** Asks the host portal for a token (a JWT) of whoever is signed in there. */
export type TokenProvider = () => Promise<string>;

/**
 * `sign-in`: the host knows nobody, the person has to sign in. `unreachable`: the host did not answer, try again.
 * `unreadable`: what it answered is no token.
 */
export type TokenFault = 'sign-in' | 'unreachable' | 'unreadable';

export class TokenError extends Error {
  override readonly name = 'TokenError';
  readonly fault: TokenFault;

  constructor(fault: TokenFault, message: string) {
    super(message);
    this.fault = fault;
  }
}

/** Fetches tokens from the URL of `token-src`, which answers with JSON `{token}` or with the token as text. */
export function tokenFromUrl(url: string, fetchUrl: typeof fetch): TokenProvider {
  return async () => {
    const response = await fetchUrl(url, { credentials: 'same-origin', cache: 'no-store' }).catch((error: unknown) => {
      throw new TokenError('unreachable', `${url} did not answer: ${String(error)}`);
    });
    if (response.status === 401 || response.status === 403) {
      throw new TokenError('sign-in', `${url} answered ${response.status}: nobody is signed in there`);
    }
    if (!response.ok) throw new TokenError('unreachable', `${url} answered ${response.status}`);
    return tokenIn(await response.text(), url);
  };
}

function tokenIn(body: string, url: string): string {
  const text = body.trim();
  if (!text.startsWith('{')) return text;
  try {
    const { token } = JSON.parse(text) as { token?: unknown };
    if (typeof token === 'string') return token;
  } catch {
    // Said below: for whoever reads the message it is the same whether the JSON is broken or lacks a token.
  }
  throw new TokenError('unreadable', `${url} answered JSON without a "token"`);
}

export interface TokenClaims {
  readonly identity: Identity;
  /** Whole life in milliseconds, `exp − iat`; null when the token does not say when it was issued. */
  readonly life: number | null;
}

/**
 * Reads what a token says, unverified: the page shows it and plans by it, the server alone decides by it.
 * @throws TokenError `unreadable`
 */
export function readToken(token: string): TokenClaims {
  const claims = payloadOf(token);
  const { sub, name, office, roles, access, iat, exp } = claims;
  if (typeof sub !== 'string' || sub === '')
    throw new TokenError('unreadable', 'the token names nobody: "sub" is missing');
  if (!isOffice(office)) throw new TokenError('unreadable', 'the token names no office that is known: see "office"');
  const identity: Identity = {
    id: sub,
    name: typeof name === 'string' ? name : sub,
    office,
    roles: Array.isArray(roles) ? roles.filter(isRole) : [],
    access: Array.isArray(access) ? access.filter(isAccessRule) : [],
  };
  const isTimed = typeof iat === 'number' && typeof exp === 'number' && exp > iat;
  return { identity, life: isTimed ? (exp - iat) * 1000 : null };
}

function isAccessRule(value: unknown): value is AccessRule {
  const { room, right } = (value ?? {}) as Partial<AccessRule>;
  return typeof room === 'string' && RIGHTS.some((known) => known === right);
}

function payloadOf(token: string): Record<string, unknown> {
  try {
    const base64 = token.split('.')[1]!.replace(/-/g, '+').replace(/_/g, '/');
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>;
  } catch {
    throw new TokenError('unreadable', 'what the host gave is no JWT; see docs/embedding.md for what it must hold');
  }
}

/** The part of a token's life after which it is renewed (SEC-8). */
const RENEW_AT = 0.8;
/** The longest time that a timer of a browser can wait. */
const LONGEST_TIMER = 2 ** 31 - 1;
/** How long to wait before asking again when renewing failed, in milliseconds. */
const RETRY = 5_000;

/** Holds the token of one person, and renews it in time by a clock that nobody can set. */
export class TokenKeeper {
  readonly #provider: TokenProvider;
  readonly #monotonic: () => number;
  readonly #renewed = new Listeners();
  #token: string | undefined;
  #claims: TokenClaims | undefined;
  #expiresAt = Infinity;
  #asking: Promise<string> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  constructor(provider: TokenProvider, monotonic: () => number) {
    this.#provider = provider;
    this.#monotonic = monotonic;
  }

  /** Who the newest token names; undefined before the first. */
  get identity(): Identity | undefined {
    return this.#claims?.identity;
  }

  /** The token in force; asks for one when there is none, or when it has run out. */
  token(): Promise<string> {
    if (this.#token !== undefined && this.#monotonic() < this.#expiresAt) return Promise.resolve(this.#token);
    return this.renew();
  }

  /** The newest token without asking, also one that has run out. */
  get newest(): string | undefined {
    return this.#token;
  }

  /** Asks for a new token; several callers at once share one question. */
  renew(): Promise<string> {
    this.#asking ??= this.#ask().finally(() => (this.#asking = undefined));
    return this.#asking;
  }

  /** Called after each new token. Returns the way out. */
  onRenewed(listener: () => void): () => void {
    return this.#renewed.add(listener);
  }

  close(): void {
    this.#closed = true;
    if (this.#timer !== undefined) clearTimeout(this.#timer);
    this.#renewed.clear();
  }

  async #ask(): Promise<string> {
    const token = await this.#provider().catch((error: unknown) => {
      if (error instanceof TokenError) throw error;
      throw new TokenError('unreachable', `the host gave no token: ${String(error)}`);
    });
    const claims = readToken(token);
    this.#token = token;
    this.#claims = claims;
    this.#expiresAt = claims.life === null ? Infinity : this.#monotonic() + claims.life;
    if (claims.life !== null) this.#renewIn(claims.life * RENEW_AT);
    if (!this.#closed) this.#renewed.tell();
    return token;
  }

  #renewIn(milliseconds: number): void {
    if (this.#timer !== undefined) clearTimeout(this.#timer);
    if (this.#closed) return;
    this.#timer = setTimeout(
      () => {
        this.renew().catch(() => {
          // Not lost yet: the token holds on for a while, and once it does not the server closes with 4401 and says so.
          this.#renewIn(RETRY);
        });
      },
      Math.min(milliseconds, LONGEST_TIMER),
    );
  }
}
