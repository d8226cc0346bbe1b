import type { DocumentName } from '../storage/storage.js';
import type { Limits } from '../limits.js';

interface Counted {
  readonly user: string;
  readonly address: string;
  readonly document: DocumentName;
}

/** How many connections there are of each user and address and at each document, against their limits (SEC-13). */
export class ConnectionCounts {
  readonly #limits: Limits;
  readonly #counts = new Map<string, number>();
  /** Documents that a user has open, each with how often. */
  readonly #documents = new Map<string, Map<DocumentName, number>>();

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /** Counts a connection in, unless that would be one too many. */
  add({ user, address, document }: Counted): boolean {
    const { connectionsPerUser, connectionsPerAddress, connectionsPerDocument, roomsPerUser } = this.#limits;
    const documents = this.#documents.get(user) ?? new Map<DocumentName, number>();
    const isOver =
      this.#of(`u ${user}`) >= connectionsPerUser ||
      this.#of(`a ${address}`) >= connectionsPerAddress ||
      this.#of(`d ${document}`) >= connectionsPerDocument ||
      // Content and record of a room are two documents.
      (!documents.has(document) && documents.size >= roomsPerUser * 2);
    if (isOver) return false;
    this.#change(`u ${user}`, 1);
    this.#change(`a ${address}`, 1);
    this.#change(`d ${document}`, 1);
    documents.set(document, (documents.get(document) ?? 0) + 1);
    this.#documents.set(user, documents);
    return true;
  }

  delete({ user, address, document }: Counted): void {
    this.#change(`u ${user}`, -1);
    this.#change(`a ${address}`, -1);
    this.#change(`d ${document}`, -1);
    const documents = this.#documents.get(user)!;
    const left = documents.get(document)! - 1;
    if (left > 0) documents.set(document, left);
    else documents.delete(document);
    if (documents.size === 0) this.#documents.delete(user);
  }

  #of(key: string): number {
    return this.#counts.get(key) ?? 0;
  }

  #change(key: string, by: number): void {
    const count = this.#of(key) + by;
    if (count === 0) this.#counts.delete(key);
    else this.#counts.set(key, count);
  }
}
