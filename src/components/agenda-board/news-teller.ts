import type { AgendaSession } from '../../sync/room-session.js';
import {
  SibanAlarmEvent,
  SibanConflictEvent,
  SibanFindingEvent,
  SibanReadyEvent,
  SibanStatusEvent,
} from '../shared/events.js';
import type { BoardView } from './board-view.js';

/** Tells the host page what is new on the board since the render before: conflicts that opened, findings that came or went. */
export class NewsTeller {
  readonly #tell: (event: Event) => unknown;
  #findings: string | undefined;
  #seen: BoardView['findings'] | undefined;
  #conflicts = new Set<string>();
  #ready = false;
  #status = '';
  #alarm = 0;

  constructor(tell: (event: Event) => unknown) {
    this.#tell = tell;
  }

  /** Another room: what stands there is no news. */
  reset(): void {
    this.#findings = undefined;
    this.#seen = undefined;
    this.#conflicts = new Set();
    this.#ready = false;
    this.#status = '';
    this.#alarm = 0;
  }

  take(session: AgendaSession, view: BoardView): void {
    this.#tellConnection(session);
    if (!view.complete) return;
    this.#tellFindings(session, view);
    this.#tellConflicts(session, view);
  }

  #tellConnection({ room, sync, record }: AgendaSession): void {
    if (!this.#ready) this.#tell(new SibanReadyEvent(room));
    this.#ready = true;
    const status = `${sync.status} ${sync.unsaved}`;
    if (status !== this.#status) this.#tell(new SibanStatusEvent(room, sync.status, sync.unsaved));
    this.#status = status;
    const seq = record.alarm?.seq ?? 0;
    if (record.alarm && seq !== this.#alarm) this.#tell(new SibanAlarmEvent(room, record.alarm));
    this.#alarm = seq;
  }

  #tellFindings(session: AgendaSession, view: BoardView): void {
    const { findings } = view;
    if (findings === this.#seen) return;
    this.#seen = findings;
    const now = JSON.stringify(findings);
    if (now === this.#findings || (this.#findings === undefined && findings.length === 0)) return;
    this.#findings = now;
    this.#tell(new SibanFindingEvent(session.room, findings));
  }

  #tellConflicts(session: AgendaSession, view: BoardView): void {
    const open = new Set<string>();
    for (const facts of view.contested) {
      for (const { standing, contested } of facts.openConflicts) {
        const sides = [standing, ...contested];
        const key = sides.map((side) => side.id).join();
        open.add(key);
        if (!this.#conflicts.has(key)) this.#tell(new SibanConflictEvent(session.room, facts.topic.id, sides));
      }
    }
    this.#conflicts = open;
  }
}
