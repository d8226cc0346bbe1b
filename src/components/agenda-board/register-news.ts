import { MEETING_REGISTERS, type Meeting, type MeetingRegister } from '../../model/agenda/meeting.js';
import type { Register } from '../../model/agenda/register.js';
import type { BoardHost } from './board-host.js';
import { registerName, settledWords, valueWords, type RegisterContext } from './register-words.js';

type Registers = Pick<Meeting, MeetingRegister>;

/** Says in words what others did to time, place and chair: somebody who does not see the frame must still learn of it. */
export class RegisterNews {
  readonly #host: BoardHost;
  readonly #context: () => RegisterContext | undefined;
  #known: Registers | undefined;

  constructor(host: BoardHost, context: () => RegisterContext | undefined) {
    this.#host = host;
    this.#context = context;
  }

  /** Another room: what it says first is no news. */
  reset(): void {
    this.#known = undefined;
  }

  /** What is shown before anything changes. */
  begin(meeting: Meeting): void {
    this.#known ??= meeting;
  }

  /** Call after each change of the content; `local` says whether it was made on this page. */
  take(meeting: Meeting, local: boolean): void {
    const before = this.#known;
    this.#known = meeting;
    const context = this.#context();
    if (local || !before || !context) return;
    const said = MEETING_REGISTERS.map((field) => sentence(field, before[field], meeting[field], context));
    const news = said.filter((one) => one !== null);
    if (news.length > 0) this.#host.announce(news.join(context.words.conflict.gap));
  }
}

function sentence(
  field: MeetingRegister,
  before: Register<string>,
  after: Register<string>,
  context: RegisterContext,
): string | null {
  // What was never written is only being loaded.
  if (before.values.length === 0 || idsOf(before) === idsOf(after)) return null;
  const { register } = context.words;
  const name = registerName(field, context);
  const [value] = after.values;
  if (after.values.length > 1) return register.contestedByOthers(name, after.values.length);
  return value
    ? register.settledByOthers(settledWords(value, context), name, valueWords(field, value.value, context))
    : null;
}

function idsOf({ values }: Register<string>): string {
  return values.map(({ writeId }) => writeId).join(' ');
}
