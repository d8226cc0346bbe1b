import { html, nothing, type TemplateResult } from 'lit';
import { textDiff } from '../shared/text-diff.js';
import type { BoardScope } from './scope.js';
import type { ChangedField } from './topic-view.js';

export interface ComparisonHeads {
  readonly was: string;
  readonly now: string;
}

/** Fields that must be ticked as seen, and what to do on a tick. */
export interface Looking {
  readonly looked: readonly string[];
  tick(field: string, seen: boolean): void;
}

export interface ComparisonMore {
  readonly looking?: Looking;
  /** Names of those who wrote what is new, empty where that cannot be told. */
  readonly writers?: (field: ChangedField) => string;
}

/** What changed, field by field, words marked and never whole paragraphs. */
export function comparison(
  fields: readonly ChangedField[],
  heads: ComparisonHeads,
  scope: BoardScope,
  more: ComparisonMore = {},
): TemplateResult {
  const { words } = scope;
  return html`<div class="comparison" role="table" aria-label=${words.refused.field}>
    <div role="row" class="line first">
      <span role="columnheader">${words.refused.field}</span>
      <span role="columnheader">${heads.was}</span>
      <span role="columnheader">${heads.now}</span>
    </div>
    ${fields.map((field) => fieldLine(field, heads, scope, more))}
  </div>`;
}

export function fieldName(field: string, { words }: BoardScope): string {
  return (words.fields as unknown as Readonly<Record<string, string>>)[field] ?? field;
}

function fieldLine(
  field: ChangedField,
  heads: ComparisonHeads,
  scope: BoardScope,
  { looking, writers }: ComparisonMore,
): TemplateResult {
  const { words } = scope;
  const names = writers?.(field) ?? '';
  const { was, now } = sides(field, scope);
  return html`<div role="row" class="line">
    <b role="rowheader"
      >${fieldName(field.field, scope)}${
        names === '' ? nothing : html`<span class="writer">${words.change.by(names)}</span>`
      }${
        looking
          ? html`<label class="looked"
              ><input
                type="checkbox"
                .checked=${looking.looked.includes(field.field)}
                @change=${(event: Event) => looking.tick(field.field, (event.target as HTMLInputElement).checked)}
              />${words.refused.seen}</label
            >`
          : nothing
      }</b
    >
    <span role="cell" class="was" data-head=${heads.was}>${was}</span>
    <span role="cell" class="now" data-head=${heads.now}>${now}</span>
  </div>`;
}

function sides(field: ChangedField, scope: BoardScope): { readonly was: unknown; readonly now: unknown } {
  if (typeof field.was === 'string' && typeof field.now === 'string') return textSides(field.was, field.now, scope);
  const was = asList(field.was);
  const now = asList(field.now);
  return {
    was: html`${scope.words.refused.copies(was.length)}
    ${was.map((name) => (now.includes(name) ? nothing : html`<del class="removed-words">${name}</del> `))}`,
    now: html`${scope.words.refused.copies(now.length)}
    ${now.map((name) => (was.includes(name) ? nothing : html`<ins class="added-words">${name}</ins> `))}`,
  };
}

function textSides(was: string, now: string, { words }: BoardScope): { readonly was: unknown; readonly now: unknown } {
  const runs = textDiff(was, now);
  const none = html`<span class="meta">${words.fields.none}</span>`;
  return {
    was:
      was === ''
        ? none
        : runs.map(({ kind, text }) =>
            kind === 'added' ? nothing : kind === 'removed' ? html`<del class="removed-words">${text}</del>` : text,
          ),
    now:
      now === ''
        ? none
        : runs.map(({ kind, text }) =>
            kind === 'removed' ? nothing : kind === 'added' ? html`<ins class="added-words">${text}</ins>` : text,
          ),
  };
}

function asList(value: string | readonly string[]): readonly string[] {
  return typeof value === 'string' ? [value] : value;
}
