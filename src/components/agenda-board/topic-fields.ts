import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { TOPIC_KINDS, type Topic, type TopicId } from '../../model/agenda/topic.js';
import { countText } from './board-actions.js';
import type { BoardScope } from './scope.js';
import { fieldNotes, heldNote, isHeldBack, mergedList, typed, type TypedField } from './typed-field.js';

type PlainField = 'proposer' | 'sponsor' | 'reporter';

/**
 * The content of a topic as fields. Notes are typed in together, the others go out when a field is left; what others
 * write into one meanwhile stands beside it. Another topic gets fields of its own, so that nothing half typed is
 * carried over.
 */
export function topicFields(topic: Topic, scope: BoardScope): unknown {
  return keyed(topic.id, fields(topic, scope));
}

function fields(topic: Topic, scope: BoardScope): TemplateResult {
  const { words, texts, act } = scope;
  const names = words.fields;
  return html`<section class="fields" part="fields">
    ${plain(topic, 'proposer', names.proposer, scope)} ${plain(topic, 'sponsor', names.sponsor, scope)}
    ${plain(topic, 'reporter', names.reporter, scope)}
    <label class="half"
      ><span class="label">${names.kind}</span>
      <select class="field" @change=${(event: Event) => act.setTopic(topic.id, { kind: valueOf(event) })}>
        <option value="" .selected=${topic.kind === ''}>${names.kindOther}</option>
        ${kindsWith(topic.kind).map(
          (kind) => html`<option value=${kind} .selected=${kind === topic.kind}>${words.kinds[kind] ?? kind}</option>`,
        )}
      </select>
    </label>
    ${minutes(topic, scope)} ${coordinated(topic, scope)} ${list(topic, 'attendUnits', act.setAttendUnits, scope)}
    ${list(topic, 'requiredMaterials', act.setMaterials, scope)}
    <label class="whole"
      ><span class="label">${names.notes}</span>
      <textarea class="field" rows="3" data-field="notes" ${texts.topicNotes(topic.id)}></textarea>
    </label>
    ${scope.ui.marked.has(`${topic.id} notes`) ? heldNote(scope) : nothing}
  </section>`;
}

/** A kind of an imported file that is none of ours stays choosable. */
function kindsWith(kind: string): readonly string[] {
  return kind === '' || (TOPIC_KINDS as readonly string[]).includes(kind) ? TOPIC_KINDS : [...TOPIC_KINDS, kind];
}

/** A field of a topic as it is typed in; what is read is what stands in the content at that moment. */
function fieldOf(
  { id }: Topic,
  name: keyof Topic,
  label: string,
  show: (topic: Topic) => string,
  write: (text: string) => void,
  { session }: BoardScope,
): TypedField {
  const now = (): Topic | undefined => session.content.topic(id);
  return {
    name,
    label,
    owner: id,
    read: () => {
      const topic = now();
      return topic ? show(topic) : '';
    },
    write,
    client: () => session.content.writerOf(name, { topic: id }),
  };
}

function plain(topic: Topic, name: PlainField, label: string, scope: BoardScope): TemplateResult {
  const write = (text: string): void => scope.act.setTopic(topic.id, { [name]: text.trim() });
  const field = fieldOf(topic, name, label, (now) => now[name], write, scope);
  return html`<label class=${name === 'proposer' ? 'whole' : 'half'}
      ><span class="label">${label}</span>
      <input
        class="field"
        data-field=${name}
        aria-invalid=${isHeldBack(field, scope) ? 'true' : nothing}
        ${typed(field, scope)}
      /> </label
    >${fieldNotes(field, scope)}`;
}

function minutes(topic: Topic, scope: BoardScope): TemplateResult {
  const label = scope.words.fields.minutes;
  const write = (text: string): void => scope.act.setMinutes(topic.id, text);
  const field = fieldOf(topic, 'minutes', label, (now) => countText(now.minutes), write, scope);
  return html`<label class="half"
      ><span class="label">${label}</span>
      <input
        class="field"
        type="number"
        min="0"
        max="1440"
        step="1"
        inputmode="numeric"
        data-field="minutes"
        ${typed(field, scope)}
      /> </label
    >${fieldNotes(field, scope)}`;
}

function coordinated(topic: Topic, { words, act }: BoardScope): TemplateResult {
  const names = words.fields;
  const choices = [
    ['', names.coordinatedUnknown],
    ['yes', names.coordinatedYes],
    ['no', names.coordinatedNo],
  ] as const;
  const now = topic.coordinated === null ? '' : topic.coordinated ? 'yes' : 'no';
  return html`<label class="whole"
    ><span class="label">${names.coordinated}</span>
    <select
      class="field"
      data-field="coordinated"
      @change=${(event: Event) => act.setTopic(topic.id, { coordinated: readCoordinated(valueOf(event)) })}
    >
      ${choices.map(([value, word]) => html`<option value=${value} .selected=${value === now}>${word}</option>`)}
    </select>
  </label>`;
}

function readCoordinated(value: string): boolean | null {
  return value === '' ? null : value === 'yes';
}

/** Two people who change one list at once both keep what they did: there is nothing to choose between. */
function list(
  topic: Topic,
  name: 'attendUnits' | 'requiredMaterials',
  set: (id: TopicId, names: readonly string[]) => void,
  scope: BoardScope,
): TemplateResult {
  const { words, session } = scope;
  const label = words.fields[name];
  const write = (text: string): void => set(topic.id, lines(text));
  const field: TypedField = {
    ...fieldOf(topic, name, label, (now) => now[name].join('\n'), write, scope),
    merge: (text, base) => {
      const now = session.content.topic(topic.id)?.[name] ?? [];
      set(topic.id, mergedList(now, lines(base), lines(text)));
    },
  };
  return html`<label class="whole"
      ><span class="label">${label} <span class="fine">${words.fields.listHint}</span></span>
      <textarea
        class="field"
        data-field=${name}
        rows=${Math.min(8, Math.max(2, topic[name].length + 1))}
        aria-invalid=${isHeldBack(field, scope) ? 'true' : nothing}
        ${typed(field, scope)}
      ></textarea></label
    >${fieldNotes(field, scope)}`;
}

/** One name a line, also when somebody separates them by 顿号 or semicolons. */
function lines(text: string): readonly string[] {
  return text
    .split(/[\n、；;]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function valueOf(event: Event): string {
  return (event.target as HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement).value;
}

/** The same facts for reading. */
export function topicFactsList(topic: Topic, { words }: BoardScope): TemplateResult | typeof nothing {
  const names = words.fields;
  const pairs = [
    [names.attendUnits, topic.attendUnits.join(words.conflict.and)],
    [
      names.coordinated,
      topic.coordinated === null ? '' : topic.coordinated ? names.coordinatedYes : names.coordinatedNo,
    ],
    [names.notes, topic.notes],
  ].filter(([, value]) => value !== '');
  if (pairs.length === 0) return nothing;
  return html`<dl class="pairs">
    ${pairs.map(
      ([name, value]) =>
        html`<dt>${name}</dt>
          <dd>${value}</dd>`,
    )}
  </dl>`;
}
