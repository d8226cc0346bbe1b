import { html, nothing, type TemplateResult } from 'lit';
import type { MeetingRegister } from '../../model/agenda/meeting.js';
import { replaced, settled, type RegisterValue } from '../../model/agenda/register.js';
import { icon, type IconName } from '../shared/icons.js';
import { registerName, settledWords, valueWords, writersWords } from './register-words.js';
import type { BoardScope } from './scope.js';

const SIGNS: Record<MeetingRegister, IconName> = { startAt: 'calendar', place: 'place', host: 'person' };

/** Time, place or chair among the facts of the header: the value, or all of them while nobody has picked one. */
export function registerFact(field: MeetingRegister, scope: BoardScope): TemplateResult | typeof nothing {
  const { words, view } = scope;
  const register = view.meeting[field];
  if (register.values.length > 1) return contestedRegister(field, scope);
  const value = settled(register) ?? '';
  const afterContest = (register.values[0]?.stamp?.settles ?? null) !== null;
  if (value.trim() === '' && !afterContest) {
    const missing = { startAt: words.meeting.noStart, place: words.meeting.noPlace, host: '' }[field];
    return missing === '' ? nothing : fact(field, missing, nothing);
  }
  const text = valueWords(field, value, scope);
  const shown = field === 'host' && value.trim() !== '' ? words.meeting.hostedBy(text) : text;
  return fact(field, shown, afterContest ? registerStrip(field, scope) : nothing);
}

function fact(field: MeetingRegister, text: string, strip: TemplateResult | typeof nothing): TemplateResult {
  return html`<span class=${strip === nothing ? 'fact' : 'fact settled'} part="fact"
    >${icon(SIGNS[field], 'small')}<span>${text}</span>${strip}</span
  >`;
}

/** Every value that was written apart, each its own button with who wrote it and when: one press picks. */
export function contestedRegister(field: MeetingRegister, scope: BoardScope): TemplateResult {
  const { words, view, writable } = scope;
  const { values } = view.meeting[field];
  const name = registerName(field, scope);
  const label = writable ? words.meeting.contested(name, values.length) : words.register.waiting(name, values.length);
  return html`<span class="contested" role="group" aria-label=${label} data-contested=${field}>
    <span class="key">${icon(SIGNS[field], 'small')}${words.meeting.contestedShort(name, values.length)}</span>
    ${values.map((value) => choice(field, value, scope))}
  </span>`;
}

function choice(field: MeetingRegister, value: RegisterValue<string>, scope: BoardScope): TemplateResult {
  const { words, writable, act } = scope;
  const text = valueWords(field, value.value, scope);
  // What was picked before it was contested again says so.
  const who = value.stamp?.settles ? settledWords(value, scope) : writersWords(value, scope);
  if (!writable) return html`<span class="value"><i class="ring"></i><span>${text}</span> <em>${who}</em></span>`;
  return html`<button
    class="value"
    type="button"
    title=${words.meeting.pick(text)}
    @click=${(event: MouseEvent) => act.pickRegister(field, value.value, event)}
  >
    <i class="ring"></i><span>${text}</span> <em>${who}</em>
  </button>`;
}

/** Who settled it and when, what was not kept, struck, and the way back. Nothing where there is nothing to say. */
export function registerStrip(field: MeetingRegister, scope: BoardScope): TemplateResult | typeof nothing {
  const register = scope.view.meeting[field];
  const [value] = register.values;
  if (!value || register.values.length > 1) return nothing;
  const lost = replaced(register);
  if (value.stamp === null && value.also.length === 0 && lost.length === 0) return nothing;
  return html`<span class="register-strip" data-strip=${field}>
    <em>${settledWords(value, scope)}</em>
    ${lost.map((past) => loser(field, past, value.stamp?.settles === 'picked', scope))}
  </span>`;
}

function loser(
  field: MeetingRegister,
  past: RegisterValue<string>,
  unpicked: boolean,
  scope: BoardScope,
): TemplateResult {
  const { words, writable, act } = scope;
  const text = valueWords(field, past.value, scope);
  return html`<span class="former"
    ><span class="sr">${unpicked ? words.register.unpicked : words.register.before}</span
    ><s>${text} <em>${writersWords(past, scope)}</em></s> ${
      writable
        ? html`<button
            class="link"
            type="button"
            aria-label=${words.register.restoreLabel(registerName(field, scope), text)}
            @click=${(event: MouseEvent) => act.restoreRegister(field, past.value, event)}
          >
            ${words.register.restore}
          </button>`
        : nothing
    }</span
  >`;
}
