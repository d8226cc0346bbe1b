import { html, nothing, type TemplateResult } from 'lit';
import type { AgendaSession, Presence } from '../../sync/room-session.js';
import { icon } from '../shared/icons.js';
import { avatar } from '../shared/office-mark.js';
import { menu, type MenuItem } from './menu.js';
import { registerFact } from './registers.js';
import type { BoardScope } from './scope.js';
import { unsavedPlaces } from './unsaved-places.js';

/** Which meeting this is, who is here, and whether what was typed is safe. */
export function boardHeader(scope: BoardScope): TemplateResult {
  return html`<header class="head" part="header">
    <div class="what">
      ${meetingTitle(scope)}
      <div class="facts">${facts(scope)}</div>
    </div>
    <span class="spacer"></span>
    <div class="who">
      ${syncWord(scope)} ${presence(scope)} ${scope.width === 's' ? boardMenu(scope) : meetingButton(scope)}
    </div>
  </header>`;
}

function meetingButton({ words, ui, act, writable }: BoardScope): TemplateResult {
  return html`<button
    class="button quiet square"
    type="button"
    aria-label=${words.meeting.edit}
    title=${words.meeting.edit}
    aria-pressed=${ui.panel?.kind === 'meeting' ? 'true' : 'false'}
    data-opens="meeting"
    @click=${act.toggleMeeting}
  >
    ${icon(writable ? 'edit' : 'calendar')}
  </button>`;
}

/** On a narrow tag there is room for one button; it is in sight also beside an open topic, where people type. */
function boardMenu(scope: BoardScope): TemplateResult {
  const { words, session, act, writable } = scope;
  const { canUndo, canRedo } = session.content;
  const own: readonly MenuItem[] = writable
    ? [
        { word: words.toolbar.undo, sign: 'undo', off: !canUndo, press: act.undo },
        { word: words.toolbar.redo, sign: 'redo', off: !canRedo, press: act.redo },
      ]
    : [];
  const items: readonly MenuItem[] = [
    ...own,
    { word: words.meeting.edit, sign: writable ? 'edit' : 'calendar', press: act.toggleMeeting },
    { word: words.help.title, sign: 'help', press: act.toggleHelp },
  ];
  return menu('board', items, scope);
}

function meetingTitle({ writable, words, view, texts }: BoardScope): TemplateResult {
  const title = view.meeting.title;
  if (!writable) return html`<h2 part="title">${title === '' ? words.board.untitled : title}</h2>`;
  // The hidden copy gives the field the width of its text; the field itself is what people type in together.
  return html`<h2 part="title" class="editable">
    <span class="sizer" aria-hidden="true">${title === '' ? words.board.untitled : title}</span>
    <input
      class="title-field"
      aria-label=${words.board.title}
      placeholder=${words.board.untitled}
      ${texts.meetingTitle()}
    />
  </h2>`;
}

function facts(scope: BoardScope): TemplateResult {
  const { view, words } = scope;
  const { meeting } = view;
  const leave = meeting.leave.filter((row) => !row.removed && row.person.trim() !== '').length;
  const counts = [
    meeting.membersTotal === null ? '' : words.meeting.members(meeting.membersTotal),
    meeting.membersConfirmed === null ? '' : words.meeting.confirmed(meeting.membersConfirmed),
    leave === 0 ? '' : words.meeting.onLeave(leave),
  ].filter((word) => word !== '');
  return html`${registerFact('startAt', scope)} ${registerFact('place', scope)} ${registerFact('host', scope)}
  ${
    counts.length === 0
      ? nothing
      : html`<span class="fact">${icon('people', 'small')}${counts.map((word) => html`<span>${word}</span>`)}</span>`
  }`;
}

/** "Saved" is said only when the server has said that it has everything on disk. */
function syncWord({ session, shared, ui }: BoardScope): TemplateResult {
  const { look, word } = syncState(session, ui.heldBack, shared.sync);
  // Where nothing can be saved it is no state that passes, but what this page is.
  if (look === 'reading')
    return html`<span class="chip idle" part="sync" role="status">${icon('eye')}<span>${word}</span></span>`;
  return html`<span class="sync ${look}" part="sync" role="status"><i class="dot"></i><span>${word}</span></span>`;
}

function syncState(
  session: AgendaSession,
  heldBack: number,
  words: BoardScope['shared']['sync'],
): { readonly look: string; readonly word: string } {
  const { sync } = session;
  if (heldBack > 0) return { look: 'bad', word: words.heldBack(heldBack) };
  switch (sync.status) {
    case 'live':
      if (sync.unsaved > 0) return { look: 'saving', word: words.saving(unsavedPlaces(session)) };
      return sync.unsealed > 0
        ? { look: 'saving', word: words.unsealed(sync.unsealed) }
        : session.record.alarm
          ? { look: 'bad', word: words.alarm }
          : { look: 'saved', word: words.saved };
    case 'connecting':
      return { look: 'saving', word: words.connecting };
    case 'offline':
      return { look: 'away', word: words.offline(unsavedPlaces(session)) };
    case 'read-only':
    case 'outdated':
      return { look: 'reading', word: words.readOnly };
    case 'refused':
      return { look: 'bad', word: words.refused };
    case 'expired':
      return { look: 'warn', word: words.expired };
  }
}

/** Somebody with two pages open is one person. */
function onePerPerson(presence: readonly Presence[]): readonly Presence[] {
  const people = new Map<string, Presence>();
  for (const one of presence) {
    const known = people.get(one.person.id);
    if (!known || (one.editing && !known.editing)) people.set(one.person.id, one);
  }
  return [...people.values()];
}

const MOST_FACES = 5;

function presence({ session, shared }: BoardScope): TemplateResult | typeof nothing {
  const people = onePerPerson(session.presence);
  if (people.length === 0) return nothing;
  const away = session.sync.status === 'offline';
  const more = people.length - MOST_FACES;
  return html`<span
    class="avatars"
    part="presence"
    role="group"
    aria-label=${away ? shared.wasPresent : shared.present}
  >
    ${people.slice(0, MOST_FACES).map(({ person, editing }) => avatar(person, shared, { editing: editing && !away, away }))}
    ${more > 0 ? html`<span class="more meta" title=${shared.morePeople(more)}>+${more}</span>` : nothing}
  </span>`;
}
