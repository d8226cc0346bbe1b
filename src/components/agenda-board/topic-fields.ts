import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { TOPIC_KINDS, type Topic, type TopicId } from '../../model/agenda/topic.js';
import { countText } from './board-actions.js';
import type { BoardScope } from './scope.js';

type PlainField = 'proposer' | 'sponsor' | 'reporter';

/**
 * The content of a topic as fields. Notes are typed in together, the others go out when a field is left. Another topic
 * gets fields of its own, so that nothing half typed is carried over; a value is written into a field only when it
 * changed, so that nothing half typed is taken away.
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
    <label class="half"
      ><span class="label">${names.minutes}</span>
      <input
        class="field"
        type="number"
        min="0"
        max="1440"
        step="1"
        inputmode="numeric"
        data-field="minutes"
        .value=${countText(topic.minutes)}
        @change=${(event: Event) => act.setMinutes(topic.id, event.target as HTMLInputElement)}
      />
    </label>
    ${coordinated(topic, scope)}
    ${list(topic.id, names.attendUnits, topic.attendUnits, names.listHint, act.setAttendUnits)}
    ${list(topic.id, names.requiredMaterials, topic.requiredMaterials, names.listHint, act.setMaterials)}
    <label class="whole"
      ><span class="label">${names.notes}</span>
      <textarea class="field" rows="3" data-field="notes" ${texts.topicNotes(topic.id)}></textarea>
    </label>
  </section>`;
}

/** A kind of an imported file that is none of ours stays choosable. */
function kindsWith(kind: string): readonly string[] {
  return kind === '' || (TOPIC_KINDS as readonly string[]).includes(kind) ? TOPIC_KINDS : [...TOPIC_KINDS, kind];
}

function plain(topic: Topic, field: PlainField, name: string, { act }: BoardScope): TemplateResult {
  return html`<label class=${field === 'proposer' ? 'whole' : 'half'}
    ><span class="label">${name}</span>
    <input
      class="field"
      data-field=${field}
      .value=${topic[field]}
      @change=${(event: Event) => act.setTopic(topic.id, { [field]: valueOf(event).trim() })}
    />
  </label>`;
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

function list(
  id: TopicId,
  name: string,
  values: readonly string[],
  hint: string,
  set: (id: TopicId, names: readonly string[]) => void,
): TemplateResult {
  return html`<label class="whole"
    ><span class="label">${name} <span class="fine">${hint}</span></span>
    <textarea
      class="field"
      rows=${Math.min(8, Math.max(2, values.length + 1))}
      .value=${values.join('\n')}
      @change=${(event: Event) => set(id, lines(valueOf(event)))}
    ></textarea>
  </label>`;
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
    [names.coordinated, topic.coordinated === false ? names.coordinatedNo : ''],
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
