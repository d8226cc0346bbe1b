import type { TopicState } from '../../model/agenda/topic-state.js';
import type { Topic, TopicId } from '../../model/agenda/topic.js';
import type { TopicRow } from './meeting-view.js';
import { takesPart, type TopicFacts } from './topic-view.js';

const MINUTE = 60_000;

/** Computes what is said of one topic. `before` is what was said of it last. */
export type Judge = (topic: Topic, state: TopicState | undefined, before: TopicFacts | undefined) => TopicFacts;

/** The rows' common ground: what follows from a place in the agenda is computed from these. */
export interface Ground {
  judge: Judge;
  startAt: number | null;
  planned: number | null;
  /** Place of the first topic without minutes: nobody knows when those after it begin. */
  certainTo: number;
  /** How many are heard. */
  heard: number;
}

/**
 * One line of the agenda. Topic and state never change, place and time follow the agenda as it is now; what is said
 * of the topic is computed when it is first asked for.
 */
export class AgendaRow implements TopicRow {
  readonly topic: Topic;
  readonly state: TopicState | undefined;
  /** Whether it is heard at this meeting. */
  readonly heard: boolean;
  order = 0;
  /** 1 for the first that is not heard. */
  asideOrder = 0;
  /** Minutes of all earlier topics. */
  begins = 0;
  /** Its facts are counted in. */
  read = false;
  /** Wants someone, as far as it is read. */
  open = false;
  contested = false;
  /** The filter that looked at it last, and what that said. */
  filter: object | null = null;
  passes = false;
  readonly #ground: Ground;
  #before: TopicFacts | undefined;
  #facts: TopicFacts | undefined;

  constructor(topic: Topic, state: TopicState | undefined, ground: Ground, before: AgendaRow | undefined) {
    this.topic = topic;
    this.state = state;
    this.heard = takesPart(topic, state);
    this.#ground = ground;
    this.#before = before?.known;
  }

  get id(): TopicId {
    return this.topic.id;
  }

  get known(): TopicFacts | undefined {
    return this.#facts ?? this.#before;
  }

  get facts(): TopicFacts {
    if (!this.#facts) {
      this.#facts = this.#ground.judge(this.topic, this.state, this.#before);
      this.#before = undefined;
    }
    return this.#facts;
  }

  /** Takes over place and time of the row that stood here, when they and all sums are the same with this one. */
  takesPlaceOf(before: AgendaRow): boolean {
    if (this.heard !== before.heard || this.open !== before.open) return false;
    if (this.topic.minutes !== before.topic.minutes) return false;
    this.order = before.order;
    this.asideOrder = before.asideOrder;
    this.begins = before.begins;
    return true;
  }

  get minutes(): number {
    return this.heard ? (this.topic.minutes ?? 0) : 0;
  }

  get rowIndex(): number {
    return this.heard ? this.order + 1 : this.#ground.heard + 2 + this.asideOrder;
  }

  get startsAt(): number | null {
    const { startAt, certainTo } = this.#ground;
    return startAt !== null && this.order > 0 && this.order <= certainTo ? startAt + this.begins * MINUTE : null;
  }

  get planEndsHere(): boolean {
    const { planned } = this.#ground;
    return planned !== null && this.minutes > 0 && this.begins < planned && this.begins + this.minutes > planned;
  }

  get outsidePlan(): boolean {
    const { planned } = this.#ground;
    return planned !== null && this.minutes > 0 && this.begins >= planned;
  }
}
