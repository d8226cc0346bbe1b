import { checkMeetingsFile } from './check-meetings.js';
import { checkMarkingFile } from './check-marking.js';
import { CHECK_WORDS } from './check-strings.js';
import {
  ArgumentsError,
  CLEAN,
  FOUND,
  readArguments,
  UnusableError,
  type Command,
  type CommandContext,
} from './command.js';
import type { Finding } from '../rules/rule.js';
import type { Settings } from '../model/settings.js';
import { readSettings } from './read-input.js';

/** What a check says: as one JSON value, or as text for people. */
export interface CheckReport {
  readonly findings: readonly Finding[];
  readonly json: object;
  readonly text: string;
  /** What people must know beside the report; printed apart from it. */
  readonly notes: readonly string[];
}

export interface CheckInput {
  readonly file: string;
  readonly settings: Settings;
  readonly context: CommandContext;
}

const CHECKS: Readonly<Record<string, (input: CheckInput) => Promise<CheckReport>>> = {
  meetings: checkMeetingsFile,
  marking: checkMarkingFile,
};
/** Domains that `siban check` will know; named so that nobody takes silence for a clean file. */
const LATER = ['responsibilities', 'handoffs', 'infoitems', 'draft'];

/** `siban check KIND FILE [--config C] [--format text|json]` */
export const check: Command = async (context) => {
  const words = CHECK_WORDS[context.language];
  const { values, positionals } = readArguments(context.args, {
    config: { type: 'string' },
    format: { type: 'string', default: 'text' },
    kind: { type: 'string' },
    source: { type: 'string', multiple: true },
    help: { type: 'boolean' },
  });
  if (values.help) {
    context.out(`${words.usage}\n`);
    return CLEAN;
  }
  const [kind, file, ...more] = positionals;
  if (kind === undefined) throw new ArgumentsError('KIND FILE');
  if (LATER.includes(kind)) throw new UnusableError(words.notYet(kind));
  const run = Object.hasOwn(CHECKS, kind) ? CHECKS[kind] : undefined;
  if (!run) throw new UnusableError(words.unknownKind(kind));
  if (file === undefined || more.length > 0) throw new ArgumentsError(file === undefined ? 'FILE' : more.join(' '));
  if (values.format !== 'text' && values.format !== 'json') throw new UnusableError(words.unknownFormat(values.format));
  const settings = await readSettings(values.config, context);
  const report = await run({ file, settings, context });
  for (const note of report.notes) context.err(`${note}\n`);
  context.out(values.format === 'json' ? `${JSON.stringify(report.json, undefined, 1)}\n` : `${report.text}\n`);
  return report.findings.some((finding) => finding.severity !== 'info') ? FOUND : CLEAN;
};
