import { pino } from 'pino';

/**
 * Where the server writes its log: pino, or whatever a host hands in. Fields are ids, codes and sizes,
 * never tokens, names or content (SEC-42). What answers "who did what" carries `audit: true`.
 */
export interface Log {
  info(fields: LogFields, message: string): void;
  warn(fields: LogFields, message: string): void;
  error(fields: LogFields, message: string): void;
}
export type LogFields = Readonly<Record<string, string | number | boolean | null>>;

export const SILENT: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** JSON lines on standard error, one an event. */
export function createLog(): Log {
  return pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2));
}
