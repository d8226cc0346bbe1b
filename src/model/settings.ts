import type { Office, Role } from './offices.js';

/** Who approves at the end of a chain. */
export interface Approver {
  readonly role: Role;
  readonly office: Office;
}

/** Everything that a county decides for itself. The shape is that of the configuration file (architecture §7). */
export interface Settings {
  /** IANA name; all local times are read in it. */
  readonly timezone: string;
  readonly topicDeadline: {
    /** How many working days before the day of the meeting. */
    readonly workdaysBefore: number;
    /** `HH:mm` or `HH:mm:ss`, local time. */
    readonly time: string;
    /** Whether the very moment still counts as on time. */
    readonly inclusive: boolean;
  };
  readonly workCalendar: WorkCalendarSettings;
  /** Spans of a working day, `HH:mm` to `HH:mm`. */
  readonly workingHours: readonly (readonly [string, string])[];
  /** Final approver by kind of meeting; default is the leader of the host office. */
  readonly approvers: Readonly<Record<string, Approver>>;
  /** Severity of a rule, or `off`, by rule id. */
  readonly rules: Readonly<Record<string, 'info' | 'warn' | 'block' | 'off'>>;
}

export interface WorkCalendarSettings {
  /** `YYYY-MM-DD`. */
  readonly holidays: readonly string[];
  readonly makeupWorkdays: readonly string[];
}
