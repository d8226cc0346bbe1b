/** A sync server inside another program: what `siban serve` is made of. */
export { createServer, type ServerOptions, type SibanServer } from './create-server.js';
export { TokenError, type Authenticate, type Session } from './auth/authenticate.js';
export { createTokenVerifier, type TokenKeys, type TokenVerifierOptions } from './auth/token-verifier.js';
export { systemClock, type ServerClock } from './clock.js';
export { DEFAULT_LIMITS, type Limits } from './limits.js';
export { createLog, SILENT, type Log, type LogFields } from './log.js';
export { createMetrics, type Metrics } from './metrics.js';
export { parseOrigin, type OriginRules } from './origins.js';
export { SqliteStorage } from './storage/sqlite-storage.js';
export { StorageError, type Storage, type StorageFault } from './storage/storage.js';
