import type { Settings } from '../../model/settings.js';
import type { RandomBytes } from '../../model/ids.js';
import type { ServerClock } from '../clock.js';
import type { Health } from '../health.js';
import type { Limits } from '../limits.js';
import type { Log } from '../log.js';
import type { Metrics } from '../metrics.js';
import type { Storage } from '../storage/storage.js';
import type { RefusalMeter } from './refusal-meter.js';

/** What every room of one server shares. */
export interface RoomContext {
  readonly storage: Storage;
  readonly clock: ServerClock;
  readonly random: RandomBytes;
  readonly settings: Settings;
  /** Hash of the settings in force, sealed into each entry that was judged by them. */
  readonly configHash: string;
  readonly limits: Limits;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly spoilers: RefusalMeter;
  readonly health: Health;
  /** A random Yjs clientID. */
  readonly drawClientId: () => number;
}
