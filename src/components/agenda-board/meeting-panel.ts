import { html, nothing, type TemplateResult } from 'lit';
import { MEETING_REGISTERS, settled, type Meeting, type MeetingRegister } from '../../model/agenda/meeting.js';
import { isOffice } from '../../model/offices.js';
import { fromLocalInput, localInput } from '../shared/format.js';
import { lightWord } from '../shared/lights.js';
import { countText } from './board-actions.js';
import { findingNext, findingTitle, waivedWords } from './finding-boxes.js';
import { leaveSection } from './leave-section.js';
import { valueWords } from './register-words.js';
import { contestedRegister, registerStrip } from './registers.js';
import type { BoardScope } from './scope.js';
import { closeButton } from './topic-panel.js';
import { timeOf, type BoardFinding } from './topic-view.js';
import { fieldNotes, hasDraft, isHeldBack, typed, type TypedField } from './typed-field.js';

/** Facts of the meeting and leave, as fields; the same place on the page as a topic's panel. */
export function meetingPanel(scope: BoardScope): TemplateResult {
  const { words, view, writable } = scope;
  return html`<aside
    class="panel"
    part="panel"
    tabindex="-1"
    aria-label=${words.meeting.panelTitle}
    @keydown=${scope.act.onPanelKey}
  >
    <div class="panel-body">
      <header class="panel-head">
        <div class="bar">
          <h3 class="topic-title">${words.meeting.panelTitle}</h3>
          <span class="spacer"></span>${closeButton(scope)}
        </div>
        <p class="meta">${sealedFacts(scope)}</p>
      </header>
      ${view.meetingFindings.map((finding) => meetingFinding(finding, scope))}
      ${writable ? fields(scope) : registerFacts(scope)} ${leaveSection(scope)}
    </div>
  </aside>`;
}

/** What is wrong with the meeting itself, what helps, and who has allowed it. */
function meetingFinding(finding: BoardFinding, scope: BoardScope): TemplateResult {
  const waivers = scope.session.record.state.waivers.filter(({ rule }) => rule === finding.rule);
  const look = waivers.length > 0 ? 'idle' : finding.severity === 'block' ? 'bad' : 'warn';
  return html`<div class="box ${look}" data-rule=${finding.rule}>
    ${lightWord(look === 'idle' ? 'done' : look, findingTitle(finding, scope))}
    ${
      waivers.length > 0
        ? waivers.map((waiver) => html`<p>${waivedWords(waiver, scope)}</p>`)
        : html`<p>${findingNext(finding, scope, scope.writable)}</p>`
    }
    ${waivers.length === 0 ? approverButton(finding, scope) : nothing}
  </div>`;
}

/** To the field that is empty: a recorded approval would allow the leave of everybody else too, also of those who ask later. */
function approverButton(
  finding: BoardFinding,
  { words, writable, view, act }: BoardScope,
): TemplateResult | typeof nothing {
  if (!writable || finding.rule !== 'LEAVE_NOT_APPROVED') return nothing;
  const row = view.meeting.leave.find(
    ({ person, approvedBy, removed }) => !removed && person === finding.params['person'] && approvedBy.trim() === '',
  );
  if (!row) return nothing;
  return html`<div class="buttons">
    <button class="button small" type="button" data-name-approver @click=${() => act.nameApprover(row.id)}>
      ${words.exception.nameApprover}
    </button>
  </div>`;
}

function sealedFacts({ session, words, shared }: BoardScope): string {
  const { office, kind } = session.record.state;
  return words.meeting.sealedFacts(isOffice(office) ? shared.office[office] : office, kind);
}

function fields(scope: BoardScope): TemplateResult {
  const { words, session, act } = scope;
  const number = meetingField(
    'number',
    words.meeting.number,
    (meeting) => meeting.number,
    (text) => act.setMeeting({ number: text.trim() }),
    scope,
  );
  return html`<section class="fields" part="fields">
    ${MEETING_REGISTERS.map((name) => registerField(name, words.meeting[name], scope))}
    <div class="half">
      <span class="label">${words.meeting.kind}</span>
      <span class="sealed-kind">${session.record.state.kind || words.fields.kindOther}</span>
    </div>
    <label class="half"
      ><span class="label">${number.label}</span>
      <input
        class="field"
        aria-invalid=${isHeldBack(number, scope) ? 'true' : nothing}
        ${typed(number, scope)}
      /> </label
    >${fieldNotes(number, scope)} ${count('plannedMinutes', words.meeting.planned, scope)}
    ${count('membersTotal', words.meeting.total, scope)}
    ${count('membersConfirmed', words.meeting.confirmedCount, scope)}
  </section>`;
}

/** A field of the meeting as it is typed in; what is read is what stands in the content at that moment. */
function meetingField(
  name: keyof Meeting,
  label: string,
  show: (meeting: Meeting) => string,
  write: (text: string) => void,
  { session }: BoardScope,
): TypedField {
  return {
    name,
    label,
    owner: 'meeting',
    read: () => show(session.content.meeting),
    write,
    client: () => session.content.writerOf(name, null),
  };
}

/**
 * Time, place or chair: what was written apart stands there to pick from, and in place of the field unless somebody
 * is typing in it. Below it stays who wrote it, and what it took the place of.
 */
function registerField(name: MeetingRegister, label: string, scope: BoardScope): TemplateResult {
  const isTime = name === 'startAt';
  const field = isTime ? startField(label, scope) : textField(name, label, scope);
  const contested = scope.view.meeting[name].values.length > 1;
  return html`${
    contested
      ? html`<div class="whole"><span class="label">${label}</span>${contestedRegister(name, scope)}</div>`
      : nothing
  }
  ${
    contested && !hasDraft(field, scope)
      ? nothing
      : html`<label class="whole"
          ><span class="label">${label}</span>
          <input
            class="field"
            type=${isTime ? 'datetime-local' : 'text'}
            data-register=${name}
            aria-invalid=${isHeldBack(field, scope) ? 'true' : nothing}
            ${typed(field, scope)}
          />
        </label>`
  }${fieldNotes(field, scope)}
  ${stripLine(name, scope)}`;
}

function stripLine(name: MeetingRegister, scope: BoardScope): TemplateResult | typeof nothing {
  const strip = registerStrip(name, scope);
  return strip === nothing ? nothing : html`<div class="whole strip-line">${strip}</div>`;
}

/** For who may not write: the same facts, to read. */
function registerFacts(scope: BoardScope): TemplateResult {
  const { words, view } = scope;
  return html`<section class="register-facts" part="fields">
    ${MEETING_REGISTERS.map((name) => {
      const register = view.meeting[name];
      const value = valueWords(name, settled(register) ?? '', scope);
      return html`<div>
        <span class="label">${words.meeting[name]}</span>
        ${register.values.length > 1 ? contestedRegister(name, scope) : html`<span>${value}</span>`}
        ${stripLine(name, scope)}
      </div>`;
    })}
  </section>`;
}

const BETWEEN = ' / ';

function textField(name: MeetingRegister, label: string, scope: BoardScope): TypedField {
  const { act, session } = scope;
  const show = (meeting: Meeting): string => meeting[name].values.map(({ value }) => value).join(BETWEEN);
  const write = (text: string): void => act.writeRegister(name, text.trim());
  const field = meetingField(name, label, show, write, scope);
  return { ...field, client: () => session.content.meeting[name].values[0]?.client };
}

/** Typed in the county's own time, whatever zone the machine is set to. */
function startField(label: string, scope: BoardScope): TypedField {
  const { act, formats, now, session } = scope;
  const show = (meeting: Meeting): string => localInput(scope.formats, settled(meeting.startAt) ?? '');
  const write = (text: string): void => {
    const written = fromLocalInput(formats, text);
    if (written !== undefined) act.writeRegister('startAt', written);
  };
  return {
    ...meetingField('startAt', label, show, write, scope),
    client: () => session.content.meeting.startAt.values[0]?.client,
    say: (text) => {
      const at = timeOf(fromLocalInput(formats, text) ?? '');
      return at === null ? text : formats.meetingTime(at, now);
    },
  };
}

function count(
  name: 'plannedMinutes' | 'membersTotal' | 'membersConfirmed',
  label: string,
  scope: BoardScope,
): TemplateResult {
  const write = (text: string): void => scope.act.setCount(name, text);
  const field = meetingField(name, label, (meeting) => countText(meeting[name]), write, scope);
  return html`<label class="third"
      ><span class="label">${label}</span>
      <input
        class="field"
        type="number"
        min="0"
        max="9999"
        step="1"
        inputmode="numeric"
        data-count=${name}
        ${typed(field, scope)}
      /> </label
    >${fieldNotes(field, scope)}`;
}
