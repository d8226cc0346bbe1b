import type { Seat } from './light-client.js';

export const TARGET_NAMES = ['floor', 'floor-preframed', 'yws', 'hocuspocus', 'hocuspocus+sqlite', 'siban'] as const;
export type TargetName = (typeof TARGET_NAMES)[number];

/** A running server under measurement. */
export interface Target {
  readonly name: TargetName;
  readonly pid: number;
  /** Whether the server holds documents that can be read back; a relay does not. */
  readonly keepsContent: boolean;
  /** Makes rooms that nobody has used before and resolves with their names. */
  openRooms(count: number): Promise<string[]>;
  /** Where the person with this number connects. */
  seat(room: string, person: number): Seat;
  stop(): Promise<void>;
}

/** What all targets of one run share. */
export interface RunPlace {
  /** Folder for database files of this run; it lies on the project's own disk, where a sync costs what it costs. */
  readonly dataDir: string;
  /** Where siban writes a CPU profile when it stops; null: no profile. */
  readonly profileDir: string | null;
}
