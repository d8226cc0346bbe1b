import * as close from '../../protocol/close-codes.js';
import type { CloseReason } from '../../protocol/close-codes.js';

/** Why a message was not taken: how the connection is closed, and a word for logs and counters. */
export interface Refusal {
  readonly close: CloseReason;
  readonly why: RefusalWord;
}

/** Every word has one close code; the counter `siban_refusals_total` has one line each. */
const CLOSES = {
  'frame-rate': close.RATE_LIMITED,
  'state-rate': close.RATE_LIMITED,
  'too-many-refusals': close.RATE_LIMITED,
  'too-many-clients': close.RATE_LIMITED,
  'text-frame': close.MALFORMED,
  'message-malformed': close.MALFORMED,
  'presence-malformed': close.MALFORMED,
  'update-malformed': close.MALFORMED,
  'update-too-long': close.MALFORMED,
  'value-too-deep': close.MALFORMED,
  'content-not-allowed': close.MALFORMED,
  'root-not-allowed': close.MALFORMED,
  'types-too-deep': close.MALFORMED,
  'does-not-apply': close.MALFORMED,
  'foreign-client': close.FORBIDDEN,
  'meta-changed': close.FORBIDDEN,
  'write-denied': close.FORBIDDEN,
  'clock-gap': close.RESYNC,
  'held-too-long': close.IDLE,
  'document-full': close.DOCUMENT_FULL,
  'secrecy-mark': close.SECRECY_MARK,
  'token-expired': close.UNAUTHENTICATED,
  'token-refused': close.UNAUTHENTICATED,
  'right-changed': close.RIGHT_CHANGED,
  'generation-retired': close.GENERATION_RETIRED,
} as const;
export type RefusalWord = keyof typeof CLOSES;

export function refuse(why: RefusalWord): Refusal {
  return { close: CLOSES[why], why };
}
