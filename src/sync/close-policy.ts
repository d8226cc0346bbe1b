import * as codes from '../protocol/close-codes.js';
import { backoff } from './backoff.js';

/** What to do after a connection was closed. */
export type AfterClose =
  /** Try again after so many milliseconds. */
  | { readonly then: 'retry'; readonly delay: number }
  /** Get a new token first, then try at once. */
  | { readonly then: 'renew' }
  /** Nothing helps but a person. */
  | { readonly then: 'stop'; readonly reason: string }
  /** As `stop`, and the person has to sign in. */
  | { readonly then: 'expire' }
  /** Connect again, and write nothing any more. */
  | { readonly then: 'only-read' }
  /** Throw the document away and start with an empty one. */
  | { readonly then: 'start-anew' }
  /** Start with a document that holds the same, without what was refused. */
  | { readonly then: 'clean'; readonly reason: string };

const REASONS: ReadonlyMap<number, string> = new Map(
  Object.values(codes).map(({ code, reason }): [number, string] => [code, reason]),
);

/** A frame was larger than the server takes; a code of the WebSocket protocol itself. */
const TOO_LARGE = 1009;

/** First wait of ordinary back-off, and after the server said that it has too much to do, in milliseconds. */
const FIRST_WAIT = 500;
const FIRST_LONG_WAIT = 4_000;

/** Decides by close code and by what went before (sync-and-security §5). */
export class ClosePolicy {
  readonly #random: () => number;
  #attempts = 0;
  #refusedTokens = 0;
  /** How often in a row the connection was closed with these codes. */
  #resyncs = 0;
  #tooLarge = 0;

  constructor(random: () => number) {
    this.#random = random;
  }

  /** The server let us in. */
  admitted(): void {
    this.#refusedTokens = 0;
  }

  /** The server took what we had to say. */
  accepted(): void {
    this.#attempts = 0;
    this.#resyncs = 0;
    this.#tooLarge = 0;
  }

  /** A person asked for another attempt. */
  startOver(): void {
    this.#refusedTokens = 0;
    this.accepted();
  }

  /** `reason` is the server's own word, for codes that this release does not know. */
  after(code: number, reason: string): AfterClose {
    if (code !== codes.RESYNC.code) this.#resyncs = 0;
    if (code !== TOO_LARGE) this.#tooLarge = 0;
    switch (code) {
      case codes.UNAUTHENTICATED.code:
        return ++this.#refusedTokens > 1 ? { then: 'expire' } : { then: 'renew' };
      case codes.GENERATION_RETIRED.code:
        return { then: 'start-anew' };
      case codes.DOCUMENT_FULL.code:
        return { then: 'only-read' };
      case codes.SECRECY_MARK.code:
        return { then: 'clean', reason: codes.SECRECY_MARK.reason };
      case codes.RESYNC.code:
        return ++this.#resyncs < 3 ? this.retry() : { then: 'clean', reason: codes.RESYNC.reason };
      case TOO_LARGE:
        return ++this.#tooLarge < 2 ? this.retry() : { then: 'stop', reason: 'too-large' };
      case codes.STORAGE_UNAVAILABLE.code:
      case codes.RATE_LIMITED.code:
      case codes.OVERLOADED.code:
        return this.retry(FIRST_LONG_WAIT);
      default:
        if (code >= 4400 && code < 4500) return { then: 'stop', reason: REASONS.get(code) ?? (reason || String(code)) };
        return this.retry();
    }
  }

  /** The next attempt, later each time. */
  retry(first = FIRST_WAIT): AfterClose {
    return { then: 'retry', delay: backoff(this.#attempts++, first, this.#random) };
  }
}
