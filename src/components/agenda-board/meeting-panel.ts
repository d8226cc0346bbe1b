import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { MEETING_KINDS, settled, type LeaveRow, type MeetingRegister } from '../../model/agenda/meeting.js';
import { isOffice } from '../../model/offices.js';
import { fromLocalInput, toLocalInput } from '../shared/format.js';
import { icon } from '../shared/icons.js';
import { lightWord } from '../shared/lights.js';
import { countText } from './board-actions.js';
import { findingTitle } from './finding-boxes.js';
import type { BoardScope } from './scope.js';
import { closeButton } from './topic-panel.js';
import { timeOf } from './topic-view.js';

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
  const { words, view, act } = scope;
  const { meeting } = view;
  return html`<section class="fields" part="fields">
    ${startField(scope)} ${registerField(scope, 'place', words.meeting.place)}
    ${registerField(scope, 'host', words.meeting.host)}
    <label class="half"
      ><span class="label">${words.meeting.kind}</span>
      <select class="field" @change=${(event: Event) => act.setMeeting({ kind: valueOf(event) })}>
        <option value="" .selected=${meeting.kind === ''}>${words.fields.kindOther}</option>
        ${kindsWith(meeting.kind).map(
          (kind) => html`<option value=${kind} .selected=${kind === meeting.kind}>${kind}</option>`,
        )}
      </select>
    </label>
    <label class="half"
      ><span class="label">${words.meeting.number}</span>
      <input
        class="field"
        .value=${meeting.number}
        @change=${(event: Event) => act.setMeeting({ number: valueOf(event).trim() })}
      />
    </label>
    ${count('plannedMinutes', words.meeting.planned, scope)} ${count('membersTotal', words.meeting.total, scope)}
    ${count('membersConfirmed', words.meeting.confirmedCount, scope)}
  </section>`;
}

function kindsWith(kind: string): readonly string[] {
  return kind === '' || (MEETING_KINDS as readonly string[]).includes(kind) ? MEETING_KINDS : [...MEETING_KINDS, kind];
}

/** Typed in the county's own time, whatever zone the machine is set to. */
function startField({ words, view, formats, act }: BoardScope): TemplateResult {
  const value = settled(view.meeting.startAt);
  const at = timeOf(value ?? '');
  return html`<label class="whole"
    ><span class="label">${words.meeting.startAt}</span>
    <input
      class="field"
      type="datetime-local"
      data-register="startAt"
      .value=${at === null ? '' : toLocalInput(formats, at)}
      @change=${(event: Event) => {
        const written = fromLocalInput(formats, valueOf(event));
        if (written !== undefined) act.pickRegister('startAt', written);
      }}
    />
  </label>`;
}

function registerField({ view, act }: BoardScope, field: MeetingRegister, name: string): TemplateResult {
  const value = settled(view.meeting[field]) ?? '';
  return html`<label class="half"
    ><span class="label">${name}</span>
    <input
      class="field"
      data-register=${field}
      .value=${value}
      @change=${(event: Event) => act.pickRegister(field, valueOf(event).trim())}
    />
  </label>`;
}

function count(
  field: 'plannedMinutes' | 'membersTotal' | 'membersConfirmed',
  name: string,
  { view, act }: BoardScope,
): TemplateResult {
  return html`<label class="third"
    ><span class="label">${name}</span>
    <input
      class="field"
      type="number"
      min="0"
      max="9999"
      step="1"
      inputmode="numeric"
      data-count=${field}
      .value=${countText(view.meeting[field])}
      @change=${(event: Event) => act.setCount(field, event.target as HTMLInputElement)}
    />
  </label>`;
}

function leaveSection(scope: BoardScope): TemplateResult {
  const { words, view, writable, act } = scope;
  const rows = view.meeting.leave.filter((row) => !row.removed);
  return html`<section class="leave" part="leave">
    <h4>${words.meeting.leave} <span class="meta">${rows.length === 0 ? words.meeting.noLeave : rows.length}</span></h4>
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

function leaveFields(row: LeaveRow, { words, act }: BoardScope): TemplateResult {
  const field = (key: 'person' | 'reason' | 'approvedBy', name: string, look: string): TemplateResult =>
    html`<label class=${look}
      ><span class="label">${name}</span>
      <input
        class="field"
        data-leave=${key}
        .value=${row[key]}
        @change=${(event: Event) => act.setLeave(row.id, { [key]: valueOf(event).trim() })}
      />
    </label>`;
  return html`<li class="fields leave-row" data-leave-row=${row.id}>
    ${field('person', words.meeting.leavePerson, 'half')} ${field('approvedBy', words.meeting.leaveApprovedBy, 'half')}
    ${field('reason', words.meeting.leaveReason, 'whole')}
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

function valueOf(event: Event): string {
  return (event.target as HTMLInputElement | HTMLSelectElement).value;
}
