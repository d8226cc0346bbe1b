import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { LeaveFields, LeaveRow } from '../../model/agenda/meeting.js';
import { fromLocalInput, localInput } from '../shared/format.js';
import { icon } from '../shared/icons.js';
import type { BoardScope } from './scope.js';
import { timeOf } from './topic-view.js';
import { fieldNotes, isHeldBack, typed, type TypedField } from './typed-field.js';

/** Who is on leave, why, and who allowed it. */
export function leaveSection(scope: BoardScope): TemplateResult {
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
    return isTime ? localInput(formats, text) : text;
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
