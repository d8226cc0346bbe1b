import type { Head, PublishedHead } from '../model/entry.js';

/** The highest head that somebody verified, with the epoch of the database it was seen in. */
export interface Witness extends Head {
  readonly epoch: string;
}

/** The record of a room cannot be trusted as it stands. */
export interface RecordAlarm {
  /** `chain-broken`: an entry does not verify. `head-regressed`: the record went back or was changed behind our back. */
  readonly kind: 'chain-broken' | 'head-regressed';
  /** The first sequence number that is wrong. */
  readonly seq: number;
}

/**
 * How a record stands to what a witness saw of it:
 * `covered` – it still holds that head;
 * `shortened` – the same database has fewer entries now; `changed` – it has another entry there: both are an alarm (SEC-35);
 * `restored` – the database is another one since (a restore) and lacks that head, which the server puts on record (SEC-39).
 */
export type WitnessVerdict = 'covered' | 'shortened' | 'changed' | 'restored';

/**
 * Compares a witness with the record as it is.
 * @param hashAt the hash of the entry with that sequence number; for 0 the first `prev`; undefined for one the record lacks.
 */
export function compareWitness(
  witness: Witness,
  head: Pick<PublishedHead, 'seq' | 'hash' | 'epoch'>,
  hashAt: (seq: number) => string | undefined,
): WitnessVerdict {
  const here = witness.seq > head.seq ? undefined : hashAt(witness.seq);
  if (here === witness.hash) return 'covered';
  if (witness.epoch !== head.epoch) return 'restored';
  return here === undefined ? 'shortened' : 'changed';
}
