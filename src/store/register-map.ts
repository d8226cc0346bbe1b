import type * as Y from 'yjs';
import { MEETING_REGISTERS, type MeetingRegister } from '../model/agenda/meeting.js';
import {
  parseFormer,
  parseStamp,
  registerValues,
  settling,
  type Register,
  type RegisterWrite,
  type WriteStamp,
} from '../model/agenda/register.js';
import { admitsValue } from './secrecy-gate.js';

/*
 * How a contested register lies in the map of its owner. `<field>#<writeId>` holds a value: a write deletes those that it
 * saw, so that one key is settled and several are contested. Beside it, for whoever knows of them: `<field>@<writeId>`, the
 * moment of that write, and `<field>~<writeId>~<other>`, a value whose place it took, with the author and the moment of that
 * one. Both count only when the author of the write wrote them.
 */

/** When and how a page writes. */
export type WriteMoment = Pick<WriteStamp, 'at' | 'offline'>;

export type RegisterProblem = `${MeetingRegister}-${'value' | 'stamp' | 'former'}-invalid`;

export function registerKey(field: MeetingRegister, writeId: string): string {
  return `${field}#${writeId}`;
}

/** Keys that begin like this, without that beginning. */
function endsOf(map: Y.Map<unknown>, start: string): string[] {
  return [...map.keys()].filter((key) => key.startsWith(start)).map((key) => key.slice(start.length));
}

type Write = RegisterWrite & { readonly value: string };

/** What stands in a register; what in it cannot be read is left out and named. */
export function readRegister(
  map: Y.Map<unknown>,
  field: MeetingRegister,
): { readonly register: Register<string>; readonly problems: readonly RegisterProblem[] } {
  const problems: RegisterProblem[] = [];
  const values: Write[] = [];
  // By the id of the write: what two took the place of at once is one former value.
  const former = new Map<string, Write>();
  for (const writeId of endsOf(map, `${field}#`)) {
    const key = registerKey(field, writeId);
    const value = map.get(key);
    const client = clientOf(map, key);
    if (typeof value !== 'string') {
      problems.push(`${field}-value-invalid`);
      continue;
    }
    values.push({
      value,
      writeId,
      client,
      stamp: stampOf(map, `${field}@${writeId}`, client, () => problems.push(`${field}-stamp-invalid`)),
    });
    for (const past of formerOf(map, `${field}~${writeId}~`, client, () => problems.push(`${field}-former-invalid`))) {
      former.set(past.writeId, past);
    }
  }
  return { register: { values: registerValues(values), former: registerValues([...former.values()]) }, problems };
}

function clientOf(map: Y.Map<unknown>, key: string): number {
  return map._map.get(key)!.id.client;
}

function stampOf(map: Y.Map<unknown>, key: string, client: number, misread: () => void): WriteStamp | null {
  if (!map.has(key)) return null;
  const stamp = clientOf(map, key) === client ? parseStamp(map.get(key)) : undefined;
  if (!stamp) misread();
  return stamp ?? null;
}

function formerOf(map: Y.Map<unknown>, start: string, client: number, misread: () => void): Write[] {
  return endsOf(map, start).flatMap((writeId) => {
    const key = start + writeId;
    const past = clientOf(map, key) === client ? parseFormer(writeId, map.get(key)) : undefined;
    if (!past) misread();
    return past ?? [];
  });
}

/**
 * Writes a value in the place of all that stand there, and keeps these as former ones; call it in a transaction. What
 * was kept before goes, so that a register does not grow with every write.
 */
export function writeRegister(
  map: Y.Map<unknown>,
  field: MeetingRegister,
  value: string,
  writeId: string,
  moment: WriteMoment | undefined,
): void {
  const { register } = readRegister(map, field);
  for (const sign of ['#', '@', '~']) {
    for (const end of endsOf(map, field + sign)) map.delete(field + sign + end);
  }
  map.set(registerKey(field, writeId), value);
  if (moment) {
    const { at, offline } = moment;
    const settles = settling(register, value);
    map.set(`${field}@${writeId}`, settles === null ? { at, offline } : { at, offline, settles });
  }
  for (const past of register.values) {
    // A text that looks like a secrecy mark is taken out by writing another one: it must not be kept beside it.
    if (!admitsValue(past.value)) continue;
    for (const write of [past, ...past.also]) {
      map.set(`${field}~${writeId}~${write.writeId}`, factsOf(past.value, write));
    }
  }
}

function factsOf(value: string, { client, stamp }: RegisterWrite): object {
  return { value, client, at: stamp?.at ?? '', offline: stamp?.offline ?? false };
}

export function readRegisters(map: Y.Map<unknown>): {
  readonly registers: Readonly<Record<MeetingRegister, Register<string>>>;
  readonly problems: readonly RegisterProblem[];
} {
  const [startAt, place, host] = MEETING_REGISTERS.map((field) => readRegister(map, field));
  return {
    registers: { startAt: startAt!.register, place: place!.register, host: host!.register },
    problems: [...startAt!.problems, ...place!.problems, ...host!.problems],
  };
}
