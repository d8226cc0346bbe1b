import type { HeldField } from '../../controllers/held-field.js';
import type { TopicId } from '../../model/agenda/topic.js';
import type { MarkedText } from '../../store/take-out-marks.js';
import type { AgendaSession } from '../../sync/room-session.js';
import { cssString, type BoardHost } from './board-host.js';
import type { BoardUi } from './board-ui.js';
import { SETTLE_REASON } from './held-form.js';
import type { BoardScope } from './scope.js';

/** A text with what looks like a secrecy mark: it stays in its field on this page, or the server has sent it back. */
export type StoppedText =
  { readonly kind: 'held'; readonly key: string } | { readonly kind: 'taken'; readonly text: MarkedText };

/** What the person says about a mark that is none, while it is on its way. */
export interface FalseAlarm {
  readonly reason: string;
  readonly sending: boolean;
  /** Why it was not sealed, in words; empty while it was not refused. */
  readonly refusal: string;
}

/** Fields whose words are held and whose author has been told, oldest first. */
export function heldFields({ ui }: { readonly ui: BoardUi }): readonly HeldField[] {
  return [...ui.held.values()].filter(({ told }) => told);
}

/** Texts that the server has sent back and that the person has not put away. */
export function takenTexts({
  ui,
  session,
}: {
  readonly ui: BoardUi;
  readonly session: Pick<AgendaSession, 'markedTexts'>;
}): readonly MarkedText[] {
  return session.markedTexts.filter((text) => !ui.putAway.has(text));
}

/** The number of a paper that is registered elsewhere, while it is typed. */
export interface NumberOnly {
  readonly number: string;
  /** It was not written, since it carries a mark itself. */
  readonly refused: boolean;
}

/** `<owner> <field>` as people call it: which topic, or the meeting, and which of its fields. */
export function whereWords(key: string, { session, words }: BoardScope): string {
  const { owner, field } = ownerOf(key);
  const topic = session.content.topic(owner as TopicId);
  const names = { ...words.meeting, ...words.fields } as unknown as Readonly<Record<string, unknown>>;
  const inForms = words.form as unknown as Readonly<Record<string, unknown>>;
  const leave: Readonly<Record<string, string>> = {
    person: words.meeting.leavePerson,
    reason: words.meeting.leaveReason,
    approvedBy: words.meeting.leaveApprovedBy,
  };
  const name = (topic || owner === 'meeting' ? names[field] : leave[field]) ?? inForms[field] ?? field;
  const whose = topic ? topic.title || words.row.untitled : words.meeting.panelTitle;
  return words.secrecy.of(whose, typeof name === 'string' ? name : field);
}

/** The key of the field in which a text stood that was taken out of the content. */
export function keyOfTaken({ path }: MarkedText): string {
  const [root = '', ...below] = path;
  // A register keeps each value beside the id of its writing; of a list the place in it says nothing.
  const name = (part: string | undefined): string => (part ?? '').replace(/[#~@].*$/, '');
  if (root !== 'meeting') return `${below[0] ?? ''} ${name(below[1])}`;
  return below[0] === 'leave' ? `${below[1] ?? ''} ${name(below[2])}` : `meeting ${name(below[0])}`;
}

function ownerOf(key: string): { readonly owner: string; readonly field: string } {
  const [owner = '', ...field] = key.split(' ');
  return { owner, field: field.join(' ') };
}

/** Opens what holds the field, if it is closed, and puts the caret into it. */
export function backToField(
  key: string,
  host: BoardHost,
  ways: {
    readonly open: (id: TopicId) => void;
    readonly openMeeting: () => void;
    readonly openConflict: (subject: string) => void;
  },
): void {
  const { owner, field } = ownerOf(key);
  const { ui, session } = host;
  if (key === 'meeting title') {
    host.focusSoon('.head .title-field');
    return;
  }
  if (field === SETTLE_REASON) {
    if (ui.settling?.subject !== owner) ways.openConflict(owner);
    host.focusSoon('.settle textarea');
    return;
  }
  if (ui.form?.subject === owner && ui.form.fields[field] !== undefined) {
    host.focusSoon(`.command-form [data-field="${cssString(field)}"]`);
    return;
  }
  if (session?.content.topic(owner as TopicId)) {
    if (ui.openTopic !== owner) ways.open(owner as TopicId);
    if (field !== 'title') ui.editing = true;
    host.focusSoon(`.panel [data-field="${cssString(field)}"]`);
    return;
  }
  if (ui.panel?.kind !== 'meeting') ways.openMeeting();
  host.focusSoon(
    owner === 'meeting'
      ? `.panel [data-register="${cssString(field)}"], .panel [data-count="${cssString(field)}"], .panel input`
      : `[data-leave-row="${cssString(owner)}"] [data-leave="${cssString(field)}"]`,
  );
}

/** Has the person asked once about each text that was stopped. */
export class StoppedTeller {
  readonly #host: BoardHost;
  readonly #asked = new Set<string | MarkedText>();

  constructor(host: BoardHost) {
    this.#host = host;
  }

  /** Call before each render. */
  take(session: AgendaSession): void {
    const { ui } = this.#host;
    const held = heldFields({ ui }).map(({ key }) => key);
    const taken = takenTexts({ ui, session });
    for (const one of this.#asked) if (typeof one === 'string' && !held.includes(one)) this.#asked.delete(one);
    if (ui.stopped?.kind === 'held' && !ui.held.has(ui.stopped.key)) ui.stopped = null;
    if (ui.stopped) return;
    const key = held.find((one) => !this.#asked.has(one));
    const text = taken.find((one) => !this.#asked.has(one));
    if (key !== undefined) this.#ask({ kind: 'held', key }, key);
    else if (text) this.#ask({ kind: 'taken', text }, text);
  }

  #ask(stopped: StoppedText, one: string | MarkedText): void {
    this.#asked.add(one);
    this.#host.ui.stopped = stopped;
    this.#host.ui.falseAlarm = null;
    this.#host.ui.numberOnly = null;
    // On the dialog and on none of its buttons: whoever is still typing must not press one.
    this.#host.focusSoon('.secrecy');
  }
}
