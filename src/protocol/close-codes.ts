/**
 * Why the server closed a connection, and what a page does about it (sync-and-security §5).
 * A y-websocket client gives up on 4400–4499 and tries again after every other code.
 */
export interface CloseReason {
  readonly code: number;
  readonly reason: string;
}

/** The message could not be read; reconnecting does not help, the page has a bug. */
export const MALFORMED = { code: 4400, reason: 'malformed' } as const;
/** The token is missing, invalid or expired: fetch a new one, connect once. */
export const UNAUTHENTICATED = { code: 4401, reason: 'unauthenticated' } as const;
/** No right to the document, or a write that this person may not make. */
export const FORBIDDEN = { code: 4403, reason: 'forbidden' } as const;
/** No such room; said only to somebody who would have the right. */
export const NO_SUCH_ROOM = { code: 4404, reason: 'no-such-room' } as const;
/** The document was rebuilt after a purge: wipe the cache, start anew. */
export const GENERATION_RETIRED = { code: 4410, reason: 'generation-retired' } as const;
/** The document is full: stop writing, reopen to read. */
export const DOCUMENT_FULL = { code: 4413, reason: 'document-full' } as const;
/** A text carries a secrecy mark and was not taken. */
export const SECRECY_MARK = { code: 4451, reason: 'secrecy-mark' } as const;
/** The person's right changed: connect again. */
export const RIGHT_CHANGED = { code: 4503, reason: 'right-changed' } as const;
/** Silent too long, or the first sync was never finished: connect again. */
export const IDLE = { code: 4508, reason: 'idle' } as const;
/** An update does not continue what the server has: connect again and sync. */
export const RESYNC = { code: 4509, reason: 'resync' } as const;
/** Nothing can be stored at the moment: connect again later. */
export const STORAGE_UNAVAILABLE = { code: 4513, reason: 'storage-unavailable' } as const;
/** Too much at once: connect again with back-off. */
export const RATE_LIMITED = { code: 4529, reason: 'rate-limited' } as const;
/** Something went wrong on the server that is no fault of the page: connect again. */
export const FAILED = { code: 1011, reason: 'failed' } as const;
/** The server restarts. */
export const RESTARTING = { code: 1012, reason: 'restarting' } as const;
/** The server has too much to do, or this connection does not read what it is sent. */
export const OVERLOADED = { code: 1013, reason: 'overloaded' } as const;
