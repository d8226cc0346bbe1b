import type { JsonObject } from '../model/json.js';
import type { Settings } from '../model/settings.js';

export const SEVERITIES = ['info', 'warn', 'block'] as const;
/** `info` is a hint; `warn` is for a person to look at; `block` holds a command back. */
export type Severity = (typeof SEVERITIES)[number];

/** How binding the source of a rule is, most binding first. */
export const SOURCE_LEVELS = [
  'law',
  'regulation',
  'national standard',
  'policy',
  'practice',
  'house',
  'local default',
] as const;
export type SourceLevel = (typeof SOURCE_LEVELS)[number];

export interface RuleSource {
  readonly level: SourceLevel;
  /** Document and clause, or in a few words what the practice is. */
  readonly clause: string;
}

/** What a rule noticed about one subject: facts, never a judgement of people. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  /** The topic or meeting; outside the live page the id in the file. */
  readonly subject: string;
  /** The facts that the message needs; see the rule for its keys. */
  readonly params: JsonObject;
  /** Where in a text, in UTF-16 units, end exclusive. */
  readonly span?: { readonly start: number; readonly end: number; readonly text: string };
  readonly suggestion?: string;
}

/** A finding before the rule's id and severity are put on it. One that is worse than the rule's others says so itself. */
export type Noticed = Omit<Finding, 'rule' | 'severity'> & { readonly severity?: Severity };

/** One rule: pure, synchronous, without clock; everything local comes from the settings (architecture §7). */
export interface Rule<Input> {
  /** Never changes once released. */
  readonly id: string;
  readonly domain: string;
  /** Where the settings say nothing. */
  readonly severity: Severity;
  readonly source: RuleSource;
  /** The settings that the rule reads, with the values that hold where a county sets none. */
  readonly defaults: JsonObject;
  check(input: Input, settings: Settings): Finding[];
}

/** Makes a rule of what it notices: its id and severity are stamped on, and a rule that is switched off notices nothing. */
export function defineRule<Input, Id extends string>(
  rule: Omit<Rule<Input>, 'check' | 'id'> & {
    readonly id: Id;
    readonly notice: (input: Input, settings: Settings) => readonly Noticed[];
  },
): Rule<Input> & { readonly id: Id } {
  const { notice, ...facts } = rule;
  return {
    ...facts,
    check(input, settings) {
      const severity = severityOf(rule, settings);
      if (severity === 'off') return [];
      // What a county has set holds for all of the rule's findings.
      const isSet = settings.rules[rule.id] !== undefined;
      return notice(input, settings).map(({ severity: own, ...noticed }) => ({
        rule: rule.id,
        severity: isSet ? severity : (own ?? severity),
        ...noticed,
      }));
    },
  };
}

/** The severity that holds under these settings. */
export function severityOf(rule: Pick<Rule<never>, 'id' | 'severity'>, settings: Settings): Severity | 'off' {
  return settings.rules[rule.id] ?? rule.severity;
}
