import { agendaCommand, lacking } from '../../model/agenda/commands.js';
import { STATE_LANE } from '../../model/agenda/record-state.js';
import { approvedContent } from '../../model/agenda/topic.js';
import type { TopicId } from '../../model/agenda/topic.js';
import type { Command } from '../../model/command.js';
import type { JsonObject } from '../../model/json.js';
import type { CommandResult } from '../../sync/room-session.js';
import { SibanBeforeCommandEvent, SibanErrorEvent, SibanSealedEvent } from '../shared/events.js';
import { ahead } from './ahead.js';
import type { BoardHost } from './board-host.js';
import { formKey, type CommandForm } from './board-ui.js';
import { holdMarked, releaseForm } from './held-form.js';
import { rowOf } from './board-view.js';
import { changesSince, formProblem, ownStepOf, payloadOf, textsOf } from './command-form.js';
import { actWord } from './entry-words.js';
import type { TopicFacts } from './topic-view.js';

/** What came of a step: it is sealed, it waits on this page to be sealed, or it was refused or stopped. */
type Outcome = 'sealed' | 'waiting' | 'refused';

/** What people have sealed: forms are filled in, sent, and refused, all in place. */
export class CommandActions {
  readonly #host: BoardHost;

  constructor(host: BoardHost) {
    this.#host = host;
  }

  /** Opens the form. What the person decides on is what stands there at this moment: it goes along as `seen`. */
  readonly startCommand = (type: string, facts: TopicFacts, verb: string, about = ''): void => {
    const { ui } = this.#host;
    const form = newForm(type, this.#ahead(facts), verb, about);
    ui.form = { ...form, fields: ui.formDrafts.get(formKey(form)) ?? {} };
    this.#host.changed();
    this.#host.focusSoon('.command-form input, .command-form textarea');
  };

  readonly cancelCommand = (): void => {
    const { ui } = this.#host;
    const form = ui.form;
    if (!form || form.sending) return;
    ui.form = null;
    releaseForm(ui, form.subject, true);
    this.#host.changed();
    this.#host.focusSoon(
      form.type === 'finding.waive' ? `[data-waive="${form.about}"]` : `[data-command="${form.type}"], .panel`,
    );
  };

  readonly onFormKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.isComposing) return;
    event.stopPropagation();
    this.cancelCommand();
  };

  /** Beside the dialog is outside it. */
  readonly onDecisionScrim = (event: Event): void => {
    if (event.target === event.currentTarget) this.cancelCommand();
  };

  readonly setFormField = (field: string, value: string): void => {
    const { ui } = this.#host;
    if (ui.form) {
      ui.form = { ...ui.form, fields: { ...ui.form.fields, [field]: value } };
      // Closing the form or going to another topic takes nothing of it away.
      ui.formDrafts.set(formKey(ui.form), ui.form.fields);
      releaseForm(ui, ui.form.subject, false);
    }
    this.#host.changed();
  };

  readonly tickSeen = (field: string, seen: boolean): void => {
    const { ui } = this.#host;
    if (!ui.form) return;
    const others = ui.form.looked.filter((name) => name !== field);
    ui.form = { ...ui.form, looked: seen ? [...others, field] : others };
    this.#host.changed();
  };

  readonly onCommandSubmit = (event: Event): void => {
    event.preventDefault();
    void this.#submit();
  };

  async #submit(): Promise<void> {
    const { ui, words, session } = this.#host;
    const form = ui.form;
    const facts = form && this.#factsOf(form.subject);
    if (!form || !facts || form.sending) return;
    const twice = ownStepOf(form, this.#ahead(facts), session?.person.id ?? '');
    if (twice) {
      // Told in the form itself, with what can be done.
      this.#host.announce(words.form.twice(actWord(twice, this.#host)));
      this.#host.focusSoon('.command-form .button.quiet');
      return;
    }
    const problem = formProblem(form, words);
    if (problem) {
      // Said at the field itself, where the person is then.
      ui.form = { ...form, tried: true };
      this.#host.announce(problem.message);
      this.#host.focusSoon(`.command-form [data-field="${problem.field}"], .command-form [name="${problem.field}"]`);
      return;
    }
    const row = agendaCommand(form.type);
    if (row && lacking(row, facts.topic).length > 0) return;
    const changed = changesSince(form, facts);
    if (changed.some(({ field }) => !form.looked.includes(field))) return;
    // Every difference has been ticked as seen: from now on the person decides on what stands there now.
    const seen = form.seen === null ? null : changed.length > 0 ? nowOf(form, facts) : form.seen;
    const newest = this.#ahead(facts).state.newest.get(STATE_LANE) ?? null;
    const basis = changed.length > 0 ? newest : form.basis;
    await this.#send({ ...form, seen, basis, looked: [], sending: true, refusal: null }, payloadOf(form));
  }

  /** A receipt needs no words: one press seals it. */
  readonly receive = async (facts: TopicFacts, material: string): Promise<void> => {
    const verb = this.#host.words.commands['material.receive']?.verb ?? '';
    const form = { ...newForm('material.receive', this.#ahead(facts), verb, material), sending: true };
    await this.#send(form, { material });
  };

  /**
   * Gives a step once more, on what stands there now. True when it is sealed or waits; a refusal is shown in the form of the step,
   * with its words.
   */
  readonly giveAgain = async ({ type, subject, payload }: Command): Promise<boolean> => {
    const { session, ui, words } = this.#host;
    const facts = this.#factsOf(subject);
    if (!facts) {
      const result = await session?.send({ type, subject, payload });
      return result !== undefined && (result.ok || result.problem === null);
    }
    const fields = textsOf(payload);
    const about = fields['rule'] ?? fields['choose'] ?? fields['material'] ?? '';
    const form = { ...newForm(type, this.#ahead(facts), words.commands[type]?.verb ?? type, about), fields };
    ui.formDrafts.set(formKey(form), fields);
    return (await this.#send({ ...form, sending: true }, payload)) !== 'refused';
  };

  // ---- settling a conflict

  readonly startSettling = (subject: string, choose: string): void => {
    const { ui } = this.#host;
    const kept = ui.formDrafts.get(settleKey(subject));
    ui.settling = { subject, choose: choose || (kept?.['choose'] ?? ''), reason: kept?.['reason'] ?? '' };
    // It is decided in the row, which a panel that takes the list's place would hide.
    if (this.#host.narrow && ui.panel !== null) {
      ui.panel = null;
      ui.focused = subject as TopicId;
      this.#host.reveal(subject);
    }
    this.#host.changed();
    this.#host.focusSoon(choose === '' ? '.settle input' : '.settle textarea');
  };

  readonly stopSettling = (): void => {
    const { ui } = this.#host;
    const subject = ui.settling?.subject ?? '';
    ui.settling = null;
    if (ui.form?.type === 'conflict.settle') ui.form = null;
    releaseForm(ui, subject, true);
    this.#host.changed();
    this.#host.focusSoon(`[data-settle="${subject}"]`);
  };

  readonly chooseSide = (choose: string): void => {
    const { ui } = this.#host;
    if (ui.settling) this.#keepSettling({ ...ui.settling, choose });
  };

  readonly onSettleReason = (event: Event): void => {
    const { ui } = this.#host;
    if (ui.settling) this.#keepSettling({ ...ui.settling, reason: (event.target as HTMLTextAreaElement).value });
  };

  #keepSettling(settling: NonNullable<BoardHost['ui']['settling']>): void {
    const { ui } = this.#host;
    const { subject, choose, reason } = settling;
    ui.settling = settling;
    ui.formDrafts.set(settleKey(subject), { choose, reason });
    releaseForm(ui, subject, false);
    this.#host.changed();
  }

  readonly settle = async (subject: string): Promise<void> => {
    const { ui, words } = this.#host;
    const facts = this.#factsOf(subject);
    const settling = ui.settling;
    if (!settling || !facts) return;
    const { choose, reason } = settling;
    const form = newForm('conflict.settle', this.#ahead(facts), words.conflict.keep, choose);
    const outcome = await this.#send(
      { ...form, fields: { choose, reason }, sending: true },
      { choose, reason: reason.trim() },
    );
    if (outcome === 'refused') return;
    ui.settling = null;
    this.#host.changed();
  };

  /** Sends it and says what came of it. */
  async #send(form: CommandForm, payload: JsonObject): Promise<Outcome> {
    const { session, ui } = this.#host;
    if (!session) return 'refused';
    const event = new SibanBeforeCommandEvent(session.room, form.type, form.subject, payload);
    if (!this.#host.dispatchEvent(event)) return 'refused';
    ui.form = form;
    this.#host.changed();
    const result = await session.send({
      type: form.type,
      subject: form.subject,
      payload,
      ...(form.seen === null ? {} : { seen: form.seen }),
      ...(agendaCommand(form.type)?.lane === 'commutative' ? {} : { basis: form.basis }),
    });
    return this.#took(form, result);
  }

  #took(form: CommandForm, result: CommandResult): Outcome {
    const { session, ui, words } = this.#host;
    const mine = ui.form?.subject === form.subject && ui.form.type === form.type;
    if (!result.ok && result.problem !== null) {
      const { problem } = result;
      // The person may have closed the form while it was on its way: then the refusal is shown in a new one.
      ui.form = { ...(mine ? ui.form! : form), sending: false, refusal: { problem } };
      if (problem.type === 'secrecy-mark') holdMarked(ui, ui.form);
      this.#host.dispatchEvent(new SibanErrorEvent(session?.room ?? '', problem, problem.title));
      this.#host.changed();
      return 'refused';
    }
    if (mine) ui.form = null;
    ui.formDrafts.delete(formKey(form));
    releaseForm(ui, form.subject, true);
    if (mine && form.type !== 'material.receive' && form.type !== 'conflict.settle') this.#host.focusSoon('.panel');
    if (result.ok) {
      const act = words.trail.acts[result.entry.type] ?? result.entry.type;
      const contested = result.entry.outcome === 'contested';
      if (contested) this.#host.toastContested(result.entry);
      else this.#host.announce(words.announce.sealed(act, result.entry.seq));
      this.#host.dispatchEvent(new SibanSealedEvent(result.entry));
    } else {
      // No answer: it stands in the queue from now on, in the row and in the trail.
      const kept = session?.sync.keeping === 'kept';
      this.#host.toast({ text: kept ? words.toast.recorded : words.toast.recordedHere, light: 'soon' });
    }
    this.#host.changed();
    return result.ok ? 'sealed' : 'waiting';
  }

  /** As it will stand once what waits here is sealed: a step builds on that. */
  #ahead(facts: TopicFacts): TopicFacts {
    const { session, view } = this.#host;
    return session && view ? ahead(facts, { session, view }) : facts;
  }

  #factsOf(subject: string): TopicFacts | undefined {
    return this.#host.view && rowOf(this.#host.view, subject)?.facts;
  }
}

function settleKey(subject: string): string {
  return formKey({ type: 'conflict.settle', subject, about: '' });
}

function newForm(type: string, facts: TopicFacts, verb: string, about: string): CommandForm {
  return {
    type,
    subject: facts.topic.id,
    verb,
    about,
    seen: agendaCommand(type)?.seen ? approvedContent(facts.topic) : null,
    basis: facts.state.newest.get(STATE_LANE) ?? null,
    fields: {},
    sending: false,
    refusal: null,
    looked: [],
  };
}

/** What the topic says now: the page's own view, or what the server answered if that is further on. */
function nowOf(form: CommandForm, facts: TopicFacts): JsonObject {
  const live = approvedContent(facts.topic);
  const answered =
    form.refusal?.problem?.type === 'content-changed' ? form.refusal.problem.current?.content : undefined;
  const liveChanged = JSON.stringify(live) !== JSON.stringify(form.seen);
  return liveChanged || !answered ? live : answered;
}
