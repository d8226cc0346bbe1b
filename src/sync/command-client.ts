import type { Command } from '../model/command.js';
import type { SealedEntry } from '../model/entry.js';
import { problem } from '../protocol/problems.js';
import type { HttpClient } from './http-client.js';
import type { CommandResult } from './room-session.js';
import { TokenError } from './token.js';

/** Sends commands of one room to be sealed. */
export class CommandClient {
  readonly #http: HttpClient;
  readonly #path: string;

  constructor(http: HttpClient, room: string) {
    this.#http = http;
    this.#path = `/api/rooms/${room}/commands`;
  }

  /** Never throws: no answer is a result, too. Sending the same command again is harmless. */
  async send(command: Command): Promise<CommandResult> {
    try {
      const answer = await this.#http.post(this.#path, command);
      if (answer.kind === 'problem') return { ok: false, problem: answer.problem, command };
      if (answer.kind === 'answer' && isEntryOf(command, answer.body)) return { ok: true, entry: answer.body };
    } catch (error) {
      if (!(error instanceof TokenError)) throw error;
      // The command has not been sent: nobody is signed in, or the host is away.
      if (error.fault === 'sign-in') return { ok: false, problem: problem('unauthenticated', error.message), command };
    }
    return { ok: false, problem: null, command };
  }
}

/** Enough to know whose answer it is; the record itself is verified where it is read. */
function isEntryOf(command: Command, body: unknown): body is SealedEntry {
  const { id, seq } = (body ?? {}) as Partial<SealedEntry>;
  return id === command.id && Number.isSafeInteger(seq);
}
