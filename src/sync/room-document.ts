import * as Y from 'yjs';
import type { DocumentPart } from '../model/room.js';
import type { ClientHello } from '../protocol/messages.js';
import type { Environment } from './environment.js';
import { Listeners } from './listeners.js';
import type { TokenKeeper } from './token.js';
import { WebsocketSource, type Replacement } from './websocket-source.js';

export interface RoomDocumentOptions {
  /** `ws://host:port/ws`. */
  readonly url: string;
  readonly room: string;
  readonly part: DocumentPart;
  readonly tokens: TokenKeeper;
  readonly environment: Environment;
}

/**
 * One document of a room with its connection. Now and then the server makes a page start over (a purge, a refused text):
 * then both `doc` and `source` are other ones, and whoever listens has to look again.
 */
export class RoomDocument {
  readonly #options: RoomDocumentOptions;
  readonly #listeners = new Listeners();
  #doc = new Y.Doc();
  #source: WebsocketSource;
  #unsubscribe: () => void;
  #closed = false;
  /** What the page verified of the record, to be told when it connects. */
  witness: () => ClientHello['witness'] = () => null;
  /**
   * Asked for the state to go on with when the server refused something for good: the document as it is, without
   * what was refused. Undefined: nothing can be done, the source stays stopped.
   */
  clean: (reason: string) => Uint8Array | undefined = () => undefined;

  constructor(options: RoomDocumentOptions) {
    this.#options = options;
    this.#source = this.#open(0);
    this.#unsubscribe = this.#source.subscribe(() => this.#listeners.tell());
  }

  get doc(): Y.Doc {
    return this.#source.doc;
  }

  get source(): WebsocketSource {
    return this.#source;
  }

  subscribe(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#unsubscribe();
    this.#listeners.clear();
    this.#source.close();
    this.#doc.destroy();
  }

  #open(carried: number): WebsocketSource {
    return new WebsocketSource({
      ...this.#options,
      doc: this.#doc,
      carried,
      hello: () => ({
        epoch: this.#source.hello?.epoch ?? null,
        generation: this.#source.hello?.generation ?? null,
        contentSeq: this.#source.contentSeq,
        witness: this.witness(),
      }),
      replace: (how) => this.#replace(how),
    });
  }

  #replace(how: Replacement): void {
    if (this.#closed) return;
    const state = how.with === 'nothing' ? undefined : this.clean(how.reason);
    const stopped = how.with === 'clean copy' && state === undefined ? how.reason : undefined;
    const former = this.#doc;
    if (stopped === undefined) {
      this.#doc = new Y.Doc();
      if (state) Y.applyUpdate(this.#doc, state);
    }
    this.#unsubscribe();
    this.#source = this.#open(how.with === 'nothing' ? 0 : this.#source.unsaved);
    this.#unsubscribe = this.#source.subscribe(() => this.#listeners.tell());
    if (stopped === undefined) this.#source.connect();
    else this.#source.halt({ kind: 'refused', reason: stopped });
    this.#listeners.tell();
    // After everybody has let go of it.
    if (former !== this.#doc) former.destroy();
  }
}
