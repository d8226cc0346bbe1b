import type { BudgetLimits } from './budget.js';

/** Longest title and kind of a meeting, in characters, whoever makes the room and however. */
export const LONGEST_TITLE = 500;

/** What one peer may ask of the server. Defaults are those of sync-and-security §5. */
export interface Limits extends BudgetLimits {
  /** Bytes of one WebSocket message. */
  readonly frameBytes: number;
  /** All connections of one person together may send so many times what one may. */
  readonly connectionsWorthPerUser: number;
  /** Bytes of a content document's state. */
  readonly documentBytes: number;
  readonly documentWarnBytes: number;
  /** Body of an HTTP request; also the largest entry. */
  readonly bodyBytes: number;
  readonly tokenBytes: number;
  readonly connectionsPerUser: number;
  readonly connectionsPerAddress: number;
  readonly connectionsPerDocument: number;
  readonly handshakesPerUser: number;
  readonly handshakeWindowMs: number;
  readonly roomsPerUser: number;
  /** Sockets of one address that have not joined yet, and how long one may take to. */
  readonly unjoinedPerAddress: number;
  readonly unjoinedMs: number;
  /** Sockets of one address that are no WebSockets, and sockets of all kinds together. */
  readonly plainPerAddress: number;
  readonly sockets: number;
  /** Bytes that a socket may leave unread, beyond the state it was sent at joining. */
  readonly unsentBytes: number;
  readonly stalledMs: number;
  /** What is kept for a writer whose first step 2 has not arrived, and for how long (architecture §8). */
  readonly heldBytes: number;
  readonly heldMs: number;
  /** UTF-16 units that one message may add; a long paste must pass. */
  readonly newClocks: number;
  readonly valueDepth: number;
  readonly clientsPerUserAndDay: number;
  readonly refusalsPerMinute: number;
  readonly presenceBytes: number;
  readonly presenceDepth: number;
  readonly presenceIntervalMs: number;
  readonly presenceMs: number;
  readonly clientsPerConnection: number;
  readonly pingMs: number;
  /** How often the host is asked about the right of a live connection, where it wants to be. */
  readonly authorizeMs: number;
  /** How long its answer is waited for. */
  readonly authorizeWaitMs: number;
  /** A connection that was sent nothing for so long gets an empty presence message. */
  readonly quietMs: number;
  /** A message that arrives slower than this is not waited for. */
  readonly slowBytesPerSecond: number;
  readonly slowMs: number;
  readonly headersMs: number;
  readonly requestsPerSecond: number;
  readonly requestBurst: number;
  /** Requests of one address, counted before anybody knows whose they are: an office may share one. */
  readonly addressRequestsPerSecond: number;
  readonly addressRequestBurst: number;
  /** How long a server that is told to stop still says so, and after how long it stops whatever is left undone. */
  readonly stopNoticeMs: number;
  readonly stopMs: number;
  /** How long an empty room stays in memory. */
  readonly idleRoomMs: number;
  /** Rows and bytes after which a document gets a checkpoint. */
  readonly checkpointRows: number;
  readonly checkpointBytes: number;
}

const KIB = 1024;
const MIB = 1024 * KIB;

export const DEFAULT_LIMITS: Limits = {
  frameBytes: 4 * MIB,
  messagesPerSecond: 60,
  messageBurst: 200,
  bytesPerSecond: MIB,
  byteBurst: 4 * MIB,
  statesPerSecond: 1,
  stateBurst: 10,
  connectionsWorthPerUser: 10,
  documentBytes: 8 * MIB,
  documentWarnBytes: 6 * MIB,
  bodyBytes: 64 * KIB,
  tokenBytes: 8 * KIB,
  connectionsPerUser: 300,
  connectionsPerAddress: 3000,
  connectionsPerDocument: 600,
  handshakesPerUser: 200,
  handshakeWindowMs: 10_000,
  roomsPerUser: 100,
  unjoinedPerAddress: 400,
  unjoinedMs: 5000,
  plainPerAddress: 1000,
  sockets: 20_000,
  unsentBytes: 4 * MIB,
  stalledMs: 30_000,
  heldBytes: 4 * MIB,
  heldMs: 10_000,
  newClocks: 1_000_000,
  valueDepth: 32,
  clientsPerUserAndDay: 2000,
  refusalsPerMinute: 5,
  presenceBytes: 4 * KIB,
  presenceDepth: 8,
  presenceIntervalMs: 200,
  presenceMs: 30_000,
  clientsPerConnection: 2,
  pingMs: 15_000,
  authorizeMs: 60_000,
  authorizeWaitMs: 3000,
  quietMs: 20_000,
  slowBytesPerSecond: 16 * KIB,
  slowMs: 10_000,
  headersMs: 10_000,
  requestsPerSecond: 20,
  requestBurst: 100,
  addressRequestsPerSecond: 200,
  addressRequestBurst: 1000,
  stopNoticeMs: 1000,
  stopMs: 8000,
  idleRoomMs: 30_000,
  checkpointRows: 500,
  checkpointBytes: MIB,
};
