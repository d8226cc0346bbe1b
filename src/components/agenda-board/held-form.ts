import type { HeldField } from '../../controllers/held-field.js';
import { marksIn, withoutMarks } from '../../controllers/held-text.js';
import type { SecrecyMark } from '../../rules/secrecy/marks.js';
import { formKey, type BoardUi, type CommandForm } from './board-ui.js';

/** The field of `heldKey` in which the reason for settling a conflict stands: it has a place of its own, in the row. */
export const SETTLE_REASON = 'settleReason';

/** Under what key a field of a form is held. */
export function heldKey({ type, subject }: Pick<CommandForm, 'type' | 'subject'>, field: string): string {
  return `${subject} ${type === 'conflict.settle' ? SETTLE_REASON : field}`;
}

/** A text of a step's form that was not sent because of a secrecy mark. What is sealed whole is never let in as it stands. */
class HeldFormField implements HeldField {
  readonly key: string;
  readonly told = true;
  readonly canAdmit = false;
  readonly #ui: BoardUi;
  readonly #form: CommandForm;
  readonly #field: string;

  constructor(ui: BoardUi, form: CommandForm, field: string) {
    this.key = heldKey(form, field);
    this.#ui = ui;
    this.#form = form;
    this.#field = field;
  }

  get text(): string {
    return this.#ui.formDrafts.get(formKey(this.#form))?.[this.#field] ?? '';
  }

  get marks(): readonly SecrecyMark[] {
    return marksIn(this.text);
  }

  clear(): void {
    const { formDrafts, held, form, settling } = this.#ui;
    const key = formKey(this.#form);
    const fields = { ...formDrafts.get(key), [this.#field]: withoutMarks(this.text) };
    formDrafts.set(key, fields);
    if (form && formKey(form) === key) this.#ui.form = { ...form, fields, refusal: null };
    if (settling && this.#form.type === 'conflict.settle' && settling.subject === this.#form.subject) {
      this.#ui.settling = { ...settling, reason: fields['reason'] ?? '' };
    }
    held.delete(this.key);
  }

  admit(): boolean {
    return false;
  }
}

/** Holds what of the form carries a mark, so that its author is asked about it as about any other field. */
export function holdMarked(ui: BoardUi, form: CommandForm): void {
  for (const [field, text] of Object.entries(form.fields)) {
    if (marksIn(text).length === 0) continue;
    const held = new HeldFormField(ui, form, field);
    ui.held.set(held.key, held);
  }
}

/**
 * Lets go of what no longer carries a mark, or of all of it when the form is done with. With the last mark the refusal that it
 * brought goes too.
 */
export function releaseForm(ui: BoardUi, subject: string, isDone: boolean): void {
  for (const [key, held] of [...ui.held]) {
    const isOurs = held instanceof HeldFormField && key.startsWith(`${subject} `);
    if (isOurs && (isDone || held.marks.length === 0)) ui.held.delete(key);
  }
  const { form } = ui;
  const isStopped = form?.subject === subject && form.refusal?.problem?.type === 'secrecy-mark';
  if (isStopped && !isFormHeld(ui, form)) ui.form = { ...form, refusal: null };
}

/** Whether a field of the form says itself why it was not sealed. */
export function isFormHeld(ui: BoardUi, form: CommandForm): boolean {
  return Object.keys(form.fields).some((field) => ui.held.has(heldKey(form, field)));
}
