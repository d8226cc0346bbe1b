import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import {
  settled,
  type LeaveFields,
  type LeaveRow,
  type Meeting,
  type MeetingRegister,
} from '../../model/agenda/meeting.js';
import { isOffice } from '../../model/offices.js';
import { fromLocalInput, toLocalInput } from '../shared/format.js';
import { icon, type IconName } from '../shared/icons.js';
import { lightWord } from '../shared/lights.js';
import { countText } from './board-actions.js';
import { findingTitle } from './finding-boxes.js';
import { contestedRegister } from './header.js';
import type { BoardScope } from './scope.js';
import { closeButton } from './topic-panel.js';
import { timeOf } from './topic-view.js';
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
      ${view.meetingFindings.map(
        (finding) =>
          html`<div class="box ${finding.severity === 'block' ? 'bad' : 'warn'}" data-rule=${finding.rule}>
            ${lightWord(finding.severity === 'block' ? 'bad' : 'warn', findingTitle(finding, scope))}
          </div>`,
      )}
      ${writable ? fields(scope) : nothing} ${leaveSection(scope)}
    </div>
  </aside>`;
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
    ${registerField('startAt', words.meeting.startAt, 'calendar', scope)}
    ${registerField('place', words.meeting.place, 'place', scope)}
    ${registerField('host', words.meeting.host, 'person', scope)}
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
 * is typing in it.
 */
function registerField(name: MeetingRegister, label: string, sign: IconName, scope: BoardScope): TemplateResult {
  const { view, formats, now } = scope;
  const register = view.meeting[name];
  const isTime = name === 'startAt';
  const field = isTime ? startField(label, scope) : textField(name, label, scope);
  const contested = register.values.length > 1;
  const say = (text: string): string => {
    const at = isTime ? timeOf(text) : null;
    return at === null ? text : formats.meetingTime(at, now);
  };
  return html`${
    contested
      ? html`<div class="whole">
          <span class="label">${label}</span>${contestedRegister(scope, name, register, sign, label, say)}
        </div>`
      : nothing
  }
  ${
    contested && !hasDraft(field, scope)
      ? nothing
      : html`<label class=${isTime ? 'whole' : 'half'}
          ><span class="label">${label}</span>
          <input
            class="field"
            type=${isTime ? 'datetime-local' : 'text'}
            data-register=${name}
            aria-invalid=${isHeldBack(field, scope) ? 'true' : nothing}
            ${typed(field, scope)}
          />
        </label>`
  }${fieldNotes(field, scope)}`;
}

const BETWEEN = ' / ';

function textField(name: MeetingRegister, label: string, scope: BoardScope): TypedField {
  const { act, session } = scope;
  const show = (meeting: Meeting): string => meeting[name].values.map(({ value }) => value).join(BETWEEN);
  const write = (text: string): void => act.pickRegister(name, text.trim());
  const field = meetingField(name, label, show, write, scope);
  return { ...field, client: () => session.content.meeting[name].values[0]?.client };
}

/** Typed in the county's own time, whatever zone the machine is set to. */
function startField(label: string, scope: BoardScope): TypedField {
  const { act, formats, now, session } = scope;
  const show = (meeting: Meeting): string => localTime(settled(meeting.startAt) ?? '', scope);
  const write = (text: string): void => {
    const written = fromLocalInput(formats, text);
    if (written !== undefined) act.pickRegister('startAt', written);
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

function localTime(text: string, { formats }: BoardScope): string {
  const at = timeOf(text);
  return at === null ? '' : toLocalInput(formats, at);
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

function leaveSection(scope: BoardScope): TemplateResult {
  const { words, writable, act } = scope;
  const rows = leaveRows(scope);
  return html`<section class="leave" part="leave">
    <h4>
      ${words.meeting.leave}
      <span class="meta"
        >${rows.length === 0 ? words.meeting.noLeave : rows.filter(({ person }) => person.trim() !== '').length}</span
      >
    </h4>
    <ul>
      ${repeat(
        rows,
        (row) => row.id,
        (row) => (writable ? leaveFields(row, scope) : leaveLine(row, scope)),
      )}
    </ul>
    ${
      writable
        ? html`<button class="button small" type="button" data-add-leave @click=${act.addLeave}>
            ${icon('plus')}<span>${words.meeting.addLeave}</span>
          </button>`
        : nothing
    }
  </section>`;
}

/** New ones come last, and none moves while it is filled in. */
function leaveRows({ view, ui, writable }: BoardScope): readonly LeaveRow[] {
  const rows = view.meeting.leave.filter((row) => !row.removed && (writable || row.person !== ''));
  ui.leaveOrder = [...ui.leaveOrder, ...rows.map(({ id }) => id).filter((id) => !ui.leaveOrder.includes(id))];
  return rows.sort((a, b) => ui.leaveOrder.indexOf(a.id) - ui.leaveOrder.indexOf(b.id));
}

function leaveLine(row: LeaveRow, { words, formats, now }: BoardScope): TemplateResult {
  const at = timeOf(row.at);
  return html`<li>
    <b>${row.person}</b> ${row.reason}
    <span class="meta"
      >${row.approvedBy === '' ? words.meeting.leaveOpen : words.trail.approver(row.approvedBy)}
      ${at === null ? '' : formats.shortMoment(at, now)}</span
    >
  </li>`;
}

function leaveFields(row: LeaveRow, scope: BoardScope): TemplateResult {
  const { words, act } = scope;
  const names = words.meeting;
  return html`<li class="fields leave-row" data-leave-row=${row.id}>
    ${leaveField(row, 'person', names.leavePerson, 'half', scope)}
    ${leaveField(row, 'approvedBy', names.leaveApprovedBy, 'half', scope)}
    ${leaveField(row, 'reason', names.leaveReason, 'whole', scope)}
    ${leaveField(row, 'at', names.leaveAt, 'whole', scope)}
    <button
      class="button quiet square small remove-leave"
      type="button"
      aria-label=${words.meeting.removeLeave(row.person)}
      title=${words.meeting.removeLeave(row.person)}
      @click=${() => act.removeLeave(row.id)}
    >
      ${icon('trash')}
    </button>
  </li>`;
}

function leaveField(
  { id }: LeaveRow,
  name: keyof LeaveFields,
  label: string,
  look: string,
  scope: BoardScope,
): TemplateResult {
  const { act, session, formats } = scope;
  const isTime = name === 'at';
  const read = (): string => {
    const text = session.content.meeting.leave.find((row) => row.id === id)?.[name] ?? '';
    return isTime ? localTime(text, scope) : text;
  };
  const field: TypedField = {
    name,
    label,
    owner: id,
    read,
    write: (text) => act.setLeave(id, { [name]: isTime ? (fromLocalInput(formats, text) ?? '') : text.trim() }),
    client: () => session.content.writerOf(name, { leave: id }),
  };
  return html`<label class=${look}
      ><span class="label">${label}</span>
      <input
        class="field"
        type=${isTime ? 'datetime-local' : 'text'}
        data-leave=${name}
        aria-invalid=${isHeldBack(field, scope) ? 'true' : nothing}
        ${typed(field, scope)}
      /> </label
    >${fieldNotes(field, scope)}`;
}
