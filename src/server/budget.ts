import { Rate } from './rate.js';

/** What a budget allows: per second in the long run, and at once. */
export interface BudgetLimits {
  readonly messagesPerSecond: number;
  readonly messageBurst: number;
  readonly bytesPerSecond: number;
  readonly byteBurst: number;
  /** Requests for the state of a document: each may cost an encoding (SEC-15). */
  readonly statesPerSecond: number;
  readonly stateBurst: number;
}

/** The same budget so many times over. */
export function timesAsMuch(limits: BudgetLimits, times: number): BudgetLimits {
  return {
    messagesPerSecond: limits.messagesPerSecond * times,
    messageBurst: limits.messageBurst * times,
    bytesPerSecond: limits.bytesPerSecond * times,
    byteBurst: limits.byteBurst * times,
    statesPerSecond: limits.statesPerSecond * times,
    stateBurst: limits.stateBurst * times,
  };
}

/** What one connection, or all connections of one person together, may send (SEC-13). */
export class Budget {
  readonly #messages: Rate;
  readonly #bytes: Rate;
  readonly #states: Rate;

  constructor(limits: BudgetLimits, now: number) {
    this.#messages = new Rate(limits.messagesPerSecond, limits.messageBurst, now);
    this.#bytes = new Rate(limits.bytesPerSecond, limits.byteBurst, now);
    this.#states = new Rate(limits.statesPerSecond, limits.stateBurst, now);
  }

  takeMessage(bytes: number, now: number): boolean {
    return this.#messages.take(1, now) && this.#bytes.take(bytes, now);
  }

  takeState(now: number): boolean {
    return this.#states.take(1, now);
  }

  isFull(now: number): boolean {
    return this.#messages.isFull(now) && this.#bytes.isFull(now) && this.#states.isFull(now);
  }
}

/** The budgets of all who are connected. */
export class UserBudgets {
  readonly #limits: BudgetLimits;
  readonly #budgets = new Map<string, Budget>();

  constructor(limits: BudgetLimits) {
    this.#limits = limits;
  }

  of(user: string, now: number): Budget {
    let budget = this.#budgets.get(user);
    if (!budget) this.#budgets.set(user, (budget = new Budget(this.#limits, now)));
    return budget;
  }

  /** To be called now and then: a full budget says nothing that a new one does not. */
  forgetFull(now: number): void {
    for (const [user, budget] of this.#budgets) if (budget.isFull(now)) this.#budgets.delete(user);
  }
}
