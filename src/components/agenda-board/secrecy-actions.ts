import type { HeldField } from '../../controllers/held-field.js';
import { markingLevel } from '../../model/agenda/payloads.js';
import { MEETING_SUBJECT } from '../../model/agenda/topic-state.js';
import type { TopicId } from '../../model/agenda/topic.js';
import type { MarkedText } from '../../store/take-out-marks.js';
import type { ContentActions } from './board-actions.js';
import type { BoardHost } from './board-host.js';
import type { CommandActions } from './command-actions.js';
import { Dismissals } from './dismissals.js';
import { backToField } from './stopped-text.js';

/** What people do about a text that was stopped because of a secrecy mark. */
export class SecrecyActions {
  readonly #host: BoardHost;
  readonly #content: ContentActions;
  readonly #commands: CommandActions;
  readonly #dismissals: Dismissals;

  constructor(host: BoardHost, content: ContentActions, commands: CommandActions) {
    this.#host = host;
    this.#content = content;
    this.#commands = commands;
    this.#dismissals = new Dismissals(host);
  }

  readonly showStopped = (key: string): void => {
    const { ui } = this.#host;
    ui.stopped = { kind: 'held', key };
    ui.falseAlarm = ui.numberOnly = null;
    this.#host.focusSoon('.secrecy');
  };

  readonly showTaken = (text: MarkedText): void => {
    const { ui } = this.#host;
    ui.stopped = { kind: 'taken', text };
    ui.falseAlarm = ui.numberOnly = null;
    this.#host.focusSoon('.secrecy');
  };

  /** Back to the field, where the words still stand; a text that was sent back stays in reach too. */
  readonly leaveStopped = (): void => {
    const { ui } = this.#host;
    const { stopped } = ui;
    ui.stopped = null;
    ui.falseAlarm = ui.numberOnly = null;
    this.#host.changed();
    if (stopped?.kind === 'held') this.#backTo(stopped.key);
    else this.#host.focusSoon('[data-stopped], .panel, [data-topic][tabindex="0"]');
  };

  /** Takes the marked run out of the field and keeps the rest. */
  readonly clearMark = (): void => {
    const { ui, words } = this.#host;
    const field = this.#field();
    if (!field) return;
    ui.stopped = null;
    field.clear();
    this.#host.announce(words.secrecy.cleared);
    this.#backTo(field.key);
  };

  readonly startNumberOnly = (): void => {
    const { ui } = this.#host;
    ui.falseAlarm = null;
    ui.numberOnly = { number: '', refused: false };
    this.#host.changed();
    this.#host.focusSoon('.secrecy [data-number]');
  };

  readonly stopNumberOnly = (): void => {
    this.#host.ui.numberOnly = null;
    this.#host.changed();
    this.#host.focusSoon('[data-start-number-only]');
  };

  readonly onNumber = (event: Event): void => {
    this.#host.ui.numberOnly = { number: (event.target as HTMLInputElement).value, refused: false };
    this.#host.changed();
  };

  /** The number takes the place of all that was stopped; the field says no more than that. */
  readonly onNumberOnly = (event: Event): void => {
    event.preventDefault();
    const { ui, words } = this.#host;
    const field = this.#field();
    const number = ui.numberOnly?.number.trim() ?? '';
    if (!field || number === '') return;
    const { numberAlone, numberWithin } = words.secrecy;
    if (!field.replaceBy?.((isAlone) => (isAlone ? numberAlone(number) : numberWithin(number)))) {
      ui.numberOnly = { number, refused: true };
      this.#host.changed();
      return;
    }
    ui.stopped = null;
    ui.numberOnly = null;
    this.#host.announce(words.secrecy.numberWritten);
    this.#backTo(field.key);
  };

  /** The page keeps it no longer; it was kept nowhere else. */
  readonly putAwayTaken = (text: MarkedText): void => {
    const { ui } = this.#host;
    ui.putAway.add(text);
    ui.stopped = null;
    ui.secretBlocked = false;
    this.#host.changed();
    this.#host.focusSoon('.panel, [data-topic][tabindex="0"]');
  };

  readonly startFalseAlarm = (): void => {
    this.#host.ui.numberOnly = null;
    this.#host.ui.falseAlarm = { reason: '', sending: false, refusal: '' };
    this.#host.changed();
    this.#host.focusSoon('.secrecy textarea[data-false-alarm]');
  };

  readonly stopFalseAlarm = (): void => {
    this.#host.ui.falseAlarm = null;
    this.#host.changed();
    this.#host.focusSoon('[data-start-false-alarm]');
  };

  readonly onFalseAlarmReason = (event: Event): void => {
    const { ui } = this.#host;
    if (ui.falseAlarm) ui.falseAlarm = { ...ui.falseAlarm, reason: (event.target as HTMLTextAreaElement).value };
    this.#host.changed();
  };

  readonly onFalseAlarm = (event: Event): void => {
    event.preventDefault();
    void this.#dismissMark();
  };

  /** The focus stays in the dialog, and no key of the board works behind it. */
  readonly onStoppedKey = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.isComposing || !(event.currentTarget instanceof Element)) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      this.leaveStopped();
    } else if (event.key === 'Tab') {
      const stops = Array.from(
        event.currentTarget.querySelectorAll<HTMLElement>('[tabindex="0"], button, textarea, input'),
      );
      const [first, last] = [stops[0], stops[stops.length - 1]];
      // From the dialog itself, which has the focus at first, both ways lead in.
      const atEdge = event.target === (event.shiftKey ? first : last);
      const outside = !stops.includes(event.target as HTMLElement) && event.shiftKey;
      if (!atEdge && !outside) return;
      event.preventDefault();
      (event.shiftKey ? last : first)?.focus();
    }
  };

  /** The words of a field go in once the record says why; call when the record, the queue or the connection may have changed. */
  readonly admitSealed = (): void => this.#dismissals.look();

  readonly dropGone = (): void => this.#dismissals.dropGone();

  /** First the reason is sealed, without the text; then the words go in. Offline they stay here until it is. */
  async #dismissMark(): Promise<void> {
    const { session, ui, words } = this.#host;
    const field = this.#field();
    const alarm = ui.falseAlarm;
    if (!session || !field || !alarm || alarm.sending || alarm.reason.trim() === '') return;
    ui.falseAlarm = { ...alarm, sending: true, refusal: '' };
    this.#host.changed();
    const [owner = '', name = ''] = field.key.split(' ');
    const result = await this.#dismissals.give(field.key, {
      subject: session.content.topic(owner as TopicId) ? owner : MEETING_SUBJECT,
      payload: { field: name, level: markingLevel(field.marks[0]?.level ?? null), reason: alarm.reason.trim() },
    });
    if (result !== 'waits' && !result.ok && result.problem) {
      const refusal = words.refused.problems[result.problem.type];
      ui.falseAlarm = { ...alarm, sending: false, refusal };
      this.#host.changed();
      return;
    }
    ui.stopped = null;
    ui.falseAlarm = ui.numberOnly = null;
    if (result !== 'waits') this.#host.announce(words.secrecy.admitted);
    else this.#host.toast({ text: words.secrecy.waits, light: 'soon' });
    this.#backTo(field.key);
  }

  #field(): HeldField | undefined {
    const { stopped, held } = this.#host.ui;
    return stopped?.kind === 'held' ? held.get(stopped.key) : undefined;
  }

  #backTo(key: string): void {
    const { openTopic, toggleMeeting: openMeeting } = this.#content;
    backToField(key, this.#host, {
      open: (id) => openTopic(id, false),
      openMeeting,
      openConflict: (subject) => this.#commands.startSettling(subject, ''),
    });
  }
}
