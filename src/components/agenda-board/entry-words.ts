import type { SealedEntry } from '../../model/entry.js';
import { isOffice } from '../../model/offices.js';
import type { BoardScope } from './scope.js';
import type { RuleWords } from './strings.zh.js';

/** What of an entry says what it did; a command that waits to be sealed says the same. */
export type Act = Pick<SealedEntry, 'type' | 'payload'>;

/** A text of an entry's payload, or empty: payloads may be purged, and other releases may write other ones. */
export function payloadText(entry: Pick<Act, 'payload'>, key: string): string {
  const value = entry.payload?.[key];
  return typeof value === 'string' ? value : '';
}

/** What the entry did: `列入议程`, `收到材料：送审稿`, `议定：通过`. */
export function actWord(entry: Act, scope: Pick<BoardScope, 'words'>): string {
  return withObject(entry, scope.words.trail.acts[entry.type] ?? entry.type, scope);
}

/** The same as it stands above a decision, or is quoted. */
export function headWord(entry: Act, scope: Pick<BoardScope, 'words'>): string {
  const { trail, commands, conflict } = scope.words;
  const act = trail.acts[entry.type] ?? entry.type;
  return withObject(entry, conflict.head(act, commands[entry.type]?.verb ?? act), scope);
}

function withObject(entry: Act, act: string, { words }: Pick<BoardScope, 'words'>): string {
  const material = payloadText(entry, 'material');
  if (material !== '') return words.trail.withMaterial(act, material);
  const field = entry.type === 'marking.dismiss' ? payloadText(entry, 'field') : '';
  if (field !== '') return words.trail.withMaterial(act, fieldName(field, words));
  const rule = payloadText(entry, 'rule');
  const rules = words.rules as Readonly<Record<string, RuleWords | undefined>>;
  if (rule !== '') return words.trail.withMaterial(act, rules[rule]?.name ?? rule);
  const decision = payloadText(entry, 'decision');
  if (decision === '') return act;
  return words.trail.withResult(act, (words.form.decisions as Readonly<Record<string, string>>)[decision] ?? decision);
}

function fieldName(field: string, { fields }: BoardScope['words']): string {
  return (fields as unknown as Readonly<Record<string, string>>)[field] ?? field;
}

export function authorName(entry: SealedEntry, { words }: Pick<BoardScope, 'words'>): string {
  return entry.by.roles.includes('system') ? words.trail.system : entry.by.name;
}

export function authorOffice(entry: SealedEntry, { shared }: BoardScope): string {
  return isOffice(entry.by.office) ? shared.office[entry.by.office] : '';
}

/** Why it was done, as its author wrote it. */
export function entryReason(entry: SealedEntry): string {
  return payloadText(entry, 'reason') || payloadText(entry, 'note');
}
