import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { agendaCommand, lacking, type AgendaCommand } from '../../model/agenda/commands.js';
import { DECISIONS } from '../../model/agenda/payloads.js';
import type { SealedEntry } from '../../model/entry.js';
import type { Problem } from '../../protocol/problems.js';
import { shape } from '../shared/lights.js';
import { ahead, offeredChoices, undecidedTypes } from './ahead.js';
import { boxedChoices } from './boxed-choices.js';
import type { CommandChoice } from './command-choices.js';
import { changesSince, formFields, formProblem, missingField, ownStepOf, type FormField } from './command-form.js';
import { comparison, fieldName } from './comparison.js';
import type { CommandForm } from './board-ui.js';
import { actWord } from './entry-words.js';
import { heldKey, isFormHeld } from './held-form.js';
import { menu } from './menu.js';
import { primaryOf } from './primary.js';
import type { BoardScope } from './scope.js';
import type { ChangedField, TopicFacts } from './topic-view.js';
import { changeWriters } from './trail.js';
import { heldInForm } from './typed-field.js';

/** In the narrowest panel and in either language so many stand on one line; the rare way past the procedure is the first to go. */
const AT_MOST = 3;

/** The steps that this person may take on the open topic now; nothing is shown that would be refused. */
export function commandBar(facts: TopicFacts, scope: BoardScope): TemplateResult | typeof nothing {
  const { session, ui } = scope;
  const next = ahead(facts, scope);
  if (!scope.commanding) return resting(next, scope);
  const boxed = boxedChoices(facts, scope).map(({ row }) => row);
  const choices = offeredChoices(next, scope).filter(({ row }) => !boxed.includes(row));
  const undecided = undecidedTypes(next, session)[0];
  const form = ui.form;
  const open =
    form !== null &&
    form.subject === facts.topic.id &&
    form.type !== 'conflict.settle' &&
    form.type !== 'topic.decide' &&
    form.type !== 'finding.waive';
  if (choices.length === 0 && !open && undecided === undefined) return nothing;
  return html`<footer class="commands" part="commands">
    ${open ? commandForm(form, facts, scope) : nothing}
    ${
      choices.length === 0
        ? nothing
        : html`<div class="buttons" ?hidden=${open}>
            ${choices.slice(0, AT_MOST).map((choice) => commandButton(choice, facts, scope))}
            ${choices.length > AT_MOST ? moreSteps(choices.slice(AT_MOST), facts, scope) : nothing}
          </div>`
    }
    ${
      open || undecided === undefined
        ? nothing
        : html`<p class="fine lack" data-undecided>
            ${scope.words.waiting.decideFirst(scope.words.commands[undecided]?.verb ?? undecided)}
          </p>`
    }
    ${open ? nothing : lackNote(choices, facts, scope)}
  </footer>`;
}

/** While the record does not verify nothing is sealed: whoever misses a step here is told why. */
function resting(next: TopicFacts, scope: BoardScope): TemplateResult | typeof nothing {
  if (scope.session.record.alarm === null || offeredChoices(next, scope).length === 0) return nothing;
  return html`<footer class="commands" part="commands"><p class="fine">${scope.words.alarm.rests}</p></footer>`;
}

export function verbOf(choice: CommandChoice, { words }: BoardScope): string {
  const verb = words.commands[choice.row.type]?.verb ?? choice.row.type;
  if (choice.way === 'again') return words.reapprove.verb;
  return choice.way === 'makeUp' ? words.makeUp(verb) : verb;
}

/** At the foot of the panel, or `small` in a box beside what it mends. */
export function commandButton(
  choice: CommandChoice,
  facts: TopicFacts,
  scope: BoardScope,
  size: '' | 'small' = '',
): TemplateResult {
  const primary = primaryOf(facts, scope);
  const main = primary.kind === 'command' && primary.type === choice.row.type;
  const verb = verbOf(choice, scope);
  const lacks = lacking(choice.row, facts.topic).length > 0;
  return html`<button
    class="button ${main ? 'primary' : ''} ${size}"
    type="button"
    data-command=${choice.row.type}
    aria-disabled=${lacks ? 'true' : nothing}
    aria-describedby=${lacks ? 'lack' : nothing}
    @click=${() => !lacks && scope.act.startCommand(choice.row.type, facts, verb)}
  >
    ${verb}
  </button>`;
}

function moreSteps(choices: readonly CommandChoice[], facts: TopicFacts, scope: BoardScope): TemplateResult {
  const items = choices.map((choice) => {
    const verb = verbOf(choice, scope);
    const lacks = lacking(choice.row, facts.topic).length > 0;
    const press = (): void => {
      if (!lacks) scope.act.startCommand(choice.row.type, facts, verb);
    };
    return { word: verb, off: lacks, command: choice.row.type, press };
  });
  return menu('steps', items, scope);
}

/** Why a step cannot be taken yet, beside its button, and the way to the field that is empty. */
function lackNote(
  choices: readonly CommandChoice[],
  facts: TopicFacts,
  scope: BoardScope,
): TemplateResult | typeof nothing {
  const choice = choices.find(({ row }) => lacking(row, facts.topic).length > 0);
  if (!choice) return nothing;
  const { words, writable, act } = scope;
  const fields = lacking(choice.row, facts.topic);
  return html`<p class="fine lack">
    <span id="lack">${lackWords(fields, scope)}</span>
    ${
      writable
        ? html`<button class="link" type="button" data-fill-in @click=${() => act.fillIn(fields[0]!)}>
            ${words.form.fillIn}
          </button>`
        : nothing
    }
  </p>`;
}

export function lackWords(fields: AgendaCommand['needs'], scope: BoardScope): string {
  return scope.words.form.lacks(fields.map((field) => fieldName(field, scope)).join(scope.words.conflict.and));
}

/** Opens in place: what is asked for, what will be sealed, and what changed since the form was opened. */
export function commandForm(form: CommandForm, facts: TopicFacts, scope: BoardScope): TemplateResult {
  const { words, shared, act, session } = scope;
  const twice = ownStepOf(form, ahead(facts, scope), session.person.id);
  const changed = twice ? [] : changesSince(form, facts);
  const missing = missingField(form, words);
  const unseen = changed.filter(({ field }) => !form.looked.includes(field));
  const row = agendaCommand(form.type);
  const lacks = row ? lacking(row, facts.topic) : [];
  const hold =
    (twice ? words.form.twiceHold : null) ??
    missing ??
    (lacks.length > 0 ? lackWords(lacks, scope) : null) ??
    (unseen.length > 0
      ? words.refused.unseen(unseen.map(({ field }) => fieldName(field, scope)).join(words.conflict.and))
      : null);
  const go = changed.length > 0 ? words.refused.again(form.verb) : words.form.seal(form.verb);
  return html`<form
    class="command-form"
    aria-label=${form.verb}
    @submit=${act.onCommandSubmit}
    @keydown=${act.onFormKey}
  >
    <h4>${form.verb}</h4>
    ${form.type === 'finding.waive' ? nothing : html`<p class="meta">${whatItDoes(form, scope) ?? nothing}</p>`}
    ${twice ? twiceNote(twice, scope) : refusalNote(form, changed, scope)}
    ${
      changed.length > 0
        ? comparison(changed, { was: words.refused.was, now: words.refused.now }, scope, {
            looking: { looked: form.looked, tick: act.tickSeen },
            writers: (field) => changeWriters(facts.topic.id, field, scope),
          })
        : nothing
    }
    ${formFields(form.type).map((field) => fieldOf(field, form, scope))}
    <div class="buttons">
      <span class=${form.tried ? 'fine hold tried' : 'fine hold'} id="form-hold">${hold ?? nothing}</span>
      <button class="button quiet" type="button" @click=${act.cancelCommand}>${shared.cancel}</button>
      <button
        class="button primary"
        type="submit"
        aria-disabled=${hold === null && !form.sending ? 'false' : 'true'}
        aria-describedby="form-hold"
      >
        ${form.sending ? words.form.sending : go}
      </button>
    </div>
  </form>`;
}

/** An approval of a finding is given in the box that says so already. */
function whatItDoes({ type, verb }: CommandForm, { words }: BoardScope): string | undefined {
  const anew = type === 'topic.topApprove' && verb === words.reapprove.verb;
  return anew ? words.reapprove.does : words.commands[type]?.does;
}

/** The step that the same person has taken on another page, when, and what they can do. */
function twiceNote(entry: SealedEntry, scope: BoardScope): TemplateResult {
  const { words, formats, now } = scope;
  const when = formats.shortMoment(Date.parse(entry.at), now);
  // What is not sealed yet has no hash.
  const how = entry.hash === '' ? words.form.twiceWaits(when) : words.form.twiceSealed(when, entry.seq);
  return html`<div class="refused" role="alert" data-twice>
    ${shape('warn')}<span
      ><b>${words.form.twice(actWord(entry, scope))}</b> ${how}${words.news.stop}${words.form.twiceNext}</span
    >
  </div>`;
}

function refusalNote(
  form: CommandForm,
  changed: readonly ChangedField[],
  scope: BoardScope,
): TemplateResult | typeof nothing {
  const { words } = scope;
  if (changed.length > 0) {
    const title = form.refusal ? words.refused.title(form.verb) : words.refused.beforeSending;
    return html`<div class="refused" role="alert">
      ${shape('warn')}<span><b>${title}</b> ${words.refused.changed(changed.length)}</span>
    </div>`;
  }
  if (!form.refusal || isFormHeld(scope.ui, form)) return nothing;
  const { problem } = form.refusal;
  const why = problemWords(problem, scope);
  return html`<div class="refused" role="alert">
    ${shape('warn')}<span><b>${words.refused.title(form.verb)}</b> ${why}</span>
  </div>`;
}

/** Null: no answer came. */
/** Why the server said no and what helps, as far as it can be told in a sentence. */
export function problemWords(problem: Problem | null, scope: BoardScope): string {
  const { words } = scope;
  if (problem === null) return words.refused.notSent;
  const missing = problem.params?.['missing'];
  if (problem.type !== 'not-possible' || !Array.isArray(missing)) return words.refused.problems[problem.type];
  return words.form.lacks(missing.map((field) => fieldName(String(field), scope)).join(words.conflict.and));
}

function fieldOf(field: FormField, form: CommandForm, { words, ui, act }: BoardScope): TemplateResult {
  const value = form.fields[field] ?? '';
  if (field === 'decision') {
    return html`<fieldset class="decisions">
      <legend class="label">${words.form.decision} <em class="must">${words.exception.must}</em></legend>
      ${DECISIONS.map(
        (decision) =>
          html`<label
            ><input
              type="radio"
              name="decision"
              value=${decision}
              .checked=${live(value === decision)}
              @change=${() => act.setFormField('decision', decision)}
            />${words.form.decisions[decision]}</label
          >`,
      )}
    </fieldset>`;
  }
  const onInput = (event: Event): void => act.setFormField(field, (event.target as HTMLInputElement).value);
  const problem = formProblem(form, words);
  const isHeld = ui.marked.has(heldKey(form, field));
  const invalid = isHeld || (problem?.field === field && (form.tried || value.trim() !== '')) ? 'true' : nothing;
  const must = field === 'note' ? nothing : 'true';
  return html`<label
    ><span class="label"
      >${words.form[field]}${must === nothing ? nothing : html` <em class="must">${words.exception.must}</em>`}</span
    >
    ${
      field === 'approver'
        ? html`<input
            class="field"
            data-field=${field}
            aria-required=${must}
            aria-invalid=${invalid}
            aria-describedby="form-hold"
            .value=${live(value)}
            @input=${onInput}
          />`
        : html`<textarea
            class="field"
            rows="2"
            data-field=${field}
            aria-required=${must}
            aria-invalid=${invalid}
            aria-describedby="form-hold"
            .value=${live(value)}
            @input=${onInput}
          ></textarea>`
    }
    ${isHeld ? heldInForm(words) : nothing}
  </label>`;
}
