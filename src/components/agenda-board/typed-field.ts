import { html, nothing, type TemplateResult } from 'lit';
import type { DirectiveResult } from 'lit/directive.js';
import { draftField, isClash, takeSide, type DraftField } from '../../controllers/draft-field.js';
import type { BoardScope } from './scope.js';

/** A field of the content that goes out as a whole when it is left. */
export interface TypedField {
  /** Name of the field in the content; what it is called on the page is `label`. */
  readonly name: string;
  readonly label: string;
  /** What it belongs to, and whose client last wrote it. */
  readonly owner: string;
  readonly read: () => string;
  readonly write: (text: string) => void;
  /** Of a list: writes what the person changed since `base` and keeps what others did. */
  readonly merge?: (text: string, base: string) => void;
  /** The clientID that wrote what stands there now. */
  readonly client: () => number | undefined;
  /** How a value is said, where the field writes it otherwise; by default as it stands. */
  readonly say?: (text: string) => string;
}

function bound(field: TypedField, { ui, act, session }: BoardScope): DraftField {
  return {
    key: `${field.owner} ${field.name}`,
    drafts: ui.drafts,
    read: field.read,
    merges: field.merge !== undefined,
    changed: act.onDraft,
    held: ui.held,
    tellHeld: () => session.content.tellHeld(),
    write: (text, base) => {
      let held = false;
      const stop = session.content.onHeld(() => (held = true));
      try {
        if (field.merge) field.merge(text, base);
        else field.write(text);
      } finally {
        stop();
      }
      return !held;
    },
  };
}

/** What keeps an input to the field. */
export function typed(field: TypedField, scope: BoardScope): DirectiveResult {
  return draftField(bound(field, scope));
}

export function hasDraft(field: TypedField, { ui }: BoardScope): boolean {
  return ui.drafts.has(`${field.owner} ${field.name}`);
}

export function isHeldBack(field: TypedField, { ui }: BoardScope): boolean {
  return ui.drafts.get(`${field.owner} ${field.name}`)?.held === true;
}

/** Below the field: what somebody else wrote there meanwhile, to choose from, or that its words were not uploaded. */
export function fieldNotes(field: TypedField, scope: BoardScope): TemplateResult | typeof nothing {
  const { words, session } = scope;
  if (isHeldBack(field, scope)) return heldNote(scope);
  const draft = bound(field, scope);
  if (!isClash(draft)) return nothing;
  const client = field.client();
  const who = (client === undefined ? undefined : session.record.authorOf(client)?.name) ?? words.meeting.unknownAuthor;
  const theirs = field.read() === '' ? words.fields.none : (field.say?.(field.read()) ?? field.read());
  return html`<div class="clash whole" data-clash=${field.name} role="group" aria-label=${field.label}>
    <span role="status">${words.clash.theirs(who, theirs)}</span>
    <span class="buttons">
      <button class="button small" type="button" data-take="theirs" @click=${() => takeSide(draft, 'theirs')}>
        ${words.clash.takeTheirs}
      </button>
      <button class="button small" type="button" data-take="mine" @click=${() => takeSide(draft, 'mine')}>
        ${words.clash.takeMine}
      </button>
    </span>
  </div>`;
}

export function heldNote({ words }: BoardScope): TemplateResult {
  return html`<span class="held-back whole" role="status">${words.clash.heldBack}</span>`;
}

/** The same in the form of a step, which is sealed by a press and by nothing else. */
export function heldInForm(words: BoardScope['words']): TemplateResult {
  return html`<span class="held-back" role="status">${words.form.heldBack}</span>`;
}

/** What a person made of a list since they saw `base`, done to the list as it is now: nobody's names are lost. */
export function mergedList(now: readonly string[], base: readonly string[], mine: readonly string[]): string[] {
  if (now.join('\n') === base.join('\n')) return [...mine];
  const taken = base.filter((name) => !mine.includes(name));
  const brought = mine.filter((name) => !base.includes(name) && !now.includes(name));
  return [...now.filter((name) => !taken.includes(name)), ...brought];
}
