import type { Identity } from '../../model/person.js';
import { rightFor, RIGHTS, type Right, type RoomName } from '../../model/room.js';

/**
 * The host's own word on who may do what, beside the token: asked at joining, at renewal, and at most once a minute
 * for a live connection or for requests. Undefined means no right at all.
 */
export type Authorize = (user: string, room: RoomName) => Promise<Right | undefined>;

export interface CurrentRightsOptions {
  readonly authorize: Authorize | undefined;
  /** How long the host is waited for, and how long its answer holds for requests, in milliseconds. */
  readonly waitMs: number;
  readonly keepMs: number;
  /** Milliseconds that never go back. */
  elapsed(): number;
}

/** The host did not say in time what somebody may do, or failed. */
export class RightsUnknownError extends Error {
  override readonly name = 'RightsUnknownError';
}

/** What people may do now: what their tokens grant, unless the host grants less (SEC-7). */
export class CurrentRights {
  readonly #options: CurrentRightsOptions;
  /** What the host answered lately, or is being asked, by person and room. */
  readonly #answers = new Map<string, { readonly at: number; readonly granted: Promise<Right | undefined> }>();

  constructor(options: CurrentRightsOptions) {
    this.#options = options;
  }

  /** Whether the host has a say at all. */
  get isAsked(): boolean {
    return this.#options.authorize !== undefined;
  }

  /** Asks the host. Rejects with a RightsUnknownError. */
  now(identity: Identity, room: RoomName): Promise<Right | undefined> {
    return this.#right(identity, room, () => this.#ask(identity.id, room));
  }

  /** Asks the host unless it has answered lately. Rejects with a RightsUnknownError. */
  recent(identity: Identity, room: RoomName): Promise<Right | undefined> {
    return this.#right(identity, room, () => {
      const known = this.#answers.get(keyOf(identity.id, room));
      const isRecent = known !== undefined && this.#options.elapsed() - known.at < this.#options.keepMs;
      return isRecent ? known.granted : this.#ask(identity.id, room);
    });
  }

  /** To be called now and then, so that old answers cost nothing. */
  forgetOld(): void {
    const oldest = this.#options.elapsed() - this.#options.keepMs;
    for (const [key, { at }] of this.#answers) if (at < oldest) this.#answers.delete(key);
  }

  async #right(identity: Identity, room: RoomName, ask: () => Promise<Right | undefined>): Promise<Right | undefined> {
    const right = rightFor(identity.access, room);
    if (right === undefined || !this.isAsked) return right;
    const granted = await ask();
    return granted && RIGHTS[Math.min(RIGHTS.indexOf(right), RIGHTS.indexOf(granted))];
  }

  #ask(user: string, room: RoomName): Promise<Right | undefined> {
    const key = keyOf(user, room);
    const granted = this.#answerInTime(user, room);
    this.#answers.set(key, { at: this.#options.elapsed(), granted });
    // A host that failed is asked again by the next request.
    granted.catch(() => {
      if (this.#answers.get(key)?.granted === granted) this.#answers.delete(key);
    });
    return granted;
  }

  async #answerInTime(user: string, room: RoomName): Promise<Right | undefined> {
    const { authorize, waitMs } = this.#options;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(new RightsUnknownError(`the host did not answer within ${waitMs} ms`));
      }, waitMs);
    });
    try {
      return await Promise.race([authorize!(user, room), late]);
    } catch (error) {
      throw error instanceof RightsUnknownError ? error : new RightsUnknownError((error as Error).message);
    } finally {
      clearTimeout(timer);
    }
  }
}

function keyOf(user: string, room: RoomName): string {
  return `${user} ${room}`;
}
