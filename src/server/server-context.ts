import type { Authenticate } from './auth/authenticate.js';
import type { CurrentRights } from './auth/current-right.js';
import type { OriginRules } from './origins.js';
import type { Rates } from './rate.js';
import type { RoomContext } from './rooms/room-context.js';
import type { Rooms } from './rooms/rooms.js';

/** What every part of one server shares. */
export interface ServerContext extends RoomContext {
  readonly rooms: Rooms;
  readonly authenticate: Authenticate;
  readonly rights: CurrentRights;
  /** HTTP requests of each person, and of each address before it is known who asks. */
  readonly requests: Rates;
  readonly addressRequests: Rates;
  readonly origins: OriginRules;
  /** Whether `?token=` is accepted, for clients that cannot send subprotocols. */
  readonly allowsQueryToken: boolean;
  /** Whether the last address in `X-Forwarded-For` is believed. */
  readonly trustsProxy: boolean;
  /** A random id, for connections. */
  readonly drawId: () => string;
}
