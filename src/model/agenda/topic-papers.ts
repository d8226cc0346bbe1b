import type { SealedEntry } from '../entry.js';
import { asText } from '../json.js';
import type { TopicState } from './topic-state.js';

type Papers = Pick<TopicState, 'versions' | 'reads' | 'proofs' | 'opinions'>;

/** What lies in no lane: versions of papers, who has read them, proofs of prerequisites, written opinions. */
export class TopicPapers {
  readonly #versions: Papers['versions'][number][] = [];
  readonly #reads: Papers['reads'][number][] = [];
  readonly #proofs: Papers['proofs'][number][] = [];
  readonly #opinions: Papers['opinions'][number][] = [];

  /** Takes what it knows and leaves everything else alone. `isLocked` is whether the papers are final already. */
  apply(entry: SealedEntry, isLocked: boolean): void {
    const { type, payload, by, at, id: entryId } = entry;
    if (payload === null) return; // purged: that it was is in the trail
    switch (type) {
      case 'material.submit':
        this.#submit(entry, isLocked);
        return;
      case 'material.read': {
        const { version } = payload;
        const read = typeof version === 'string' ? version : null;
        this.#reads.push({ material: asText(payload['material']), version: read, by, at, entryId });
        return;
      }
      case 'prerequisite.confirm': {
        const { prerequisite, name, proof } = payload;
        const facts = { prerequisite: asText(prerequisite), name: asText(name), proof: asText(proof) };
        this.#proofs.push({ ...facts, by: by.name, at, entryId });
        return;
      }
      case 'opinion.give':
        this.#opinions.push({ text: asText(payload['text']), by, at, entryId });
    }
  }

  read(): Papers {
    return {
      versions: [...this.#versions],
      reads: [...this.#reads],
      proofs: [...this.#proofs],
      opinions: [...this.#opinions],
    };
  }

  #submit({ payload, by, at, id: entryId }: SealedEntry, afterLock: boolean): void {
    const { material, file, bytes, digest, note } = payload ?? {};
    const name = asText(material);
    this.#versions.push({
      material: name,
      number: this.#versions.filter((version) => version.material === name).length + 1,
      file: asText(file),
      bytes: typeof bytes === 'number' ? bytes : 0,
      digest: asText(digest),
      note: asText(note),
      by: by.name,
      at,
      entryId,
      afterLock,
    });
  }
}
