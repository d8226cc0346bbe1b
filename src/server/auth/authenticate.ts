import type { Identity } from '../../model/person.js';

/** Who a token says somebody is, and until when. */
export interface Session {
  readonly identity: Identity;
  /** Milliseconds since the epoch, real time. */
  readonly expiresAt: number;
}

/** A token that is not accepted, whatever the reason. What exactly was wrong is for the log alone. */
export class TokenError extends Error {
  override readonly name = 'TokenError';
}

/**
 * Turns a token into a session, or rejects with a TokenError. A host may hand in its own, for other
 * signatures than those of `jose`; it must check signature, expiry, issuer and audience (SEC-5).
 */
export type Authenticate = (token: string) => Promise<Session>;
