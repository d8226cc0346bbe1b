import { parseProblem, problem, type Problem } from '../protocol/problems.js';
import type { TokenKeeper } from './token.js';

/** What came of a request: what was asked for, why not, or nothing that could be understood. */
export type HttpAnswer =
  | { readonly kind: 'answer'; readonly body: unknown }
  | { readonly kind: 'problem'; readonly problem: Problem }
  | { readonly kind: 'none' };

/** How long to wait for an answer, in milliseconds. */
const PATIENCE = 20_000;

/** The server's HTTP side, with the token of whoever is signed in. */
export class HttpClient {
  readonly #server: string;
  readonly #tokens: TokenKeeper;
  readonly #fetch: typeof fetch;

  /** `server` is the origin, without a slash at its end. */
  constructor(server: string, tokens: TokenKeeper, fetchUrl: typeof fetch) {
    this.#server = server;
    this.#tokens = tokens;
    this.#fetch = fetchUrl;
  }

  get(path: string): Promise<HttpAnswer> {
    return this.#request(path, { method: 'GET' });
  }

  post(path: string, body: object): Promise<HttpAnswer> {
    return this.#request(path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    });
  }

  /** @throws TokenError when the host gives no token. */
  async #request(path: string, init: RequestInit): Promise<HttpAnswer> {
    const first = await this.#once(path, init, await this.#tokens.token());
    if (first.kind !== 'problem' || first.problem.type !== 'unauthenticated') return first;
    // The token may have run out on the way, or been withdrawn: a new one is tried once.
    return this.#once(path, init, await this.#tokens.renew());
  }

  async #once(path: string, init: RequestInit, token: string): Promise<HttpAnswer> {
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), PATIENCE);
    try {
      const response = await this.#fetch(this.#server + path, {
        ...init,
        headers: { ...(init.headers as Record<string, string> | undefined), authorization: `Bearer ${token}` },
        credentials: 'omit',
        cache: 'no-store',
        signal: abort.signal,
      });
      return answerOf(response, await response.text());
    } catch {
      // Cut off, refused by the network, or too slow: all the same to the page, which tries again.
      return { kind: 'none' };
    } finally {
      clearTimeout(timer);
    }
  }
}

function answerOf(response: Response, text: string): HttpAnswer {
  const body = parseJson(text);
  if (response.ok) return body === undefined ? { kind: 'none' } : { kind: 'answer', body };
  const known = parseProblem(body);
  if (known) return { kind: 'problem', problem: known };
  if (response.status === 401) return { kind: 'problem', problem: problem('unauthenticated', 'the token was refused') };
  // Anything else without a problem of ours is not from our server: a proxy in between, which is no answer.
  return { kind: 'none' };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // A page of a proxy, or half an answer.
    return undefined;
  }
}
