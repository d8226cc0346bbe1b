import * as Y from 'yjs';
import type { DocumentPart, Right } from '../model/room.js';
import * as codes from '../protocol/close-codes.js';
import type { ClientHello, ServerHello } from '../protocol/messages.js';
import { FROM_CACHE } from './content-cache.js';
import type { Environment } from './environment.js';
import { Listeners } from './listeners.js';
import { OtherPages } from './other-pages.js';
import type { LeftoverRow } from './page-rows.js';
import type { RoomKeeping } from './room-keeping.js';
import type { TokenKeeper } from './token.js';
import { WebsocketSource, type Replacement } from './websocket-source.js';

export interface RoomDocumentOptions {
  /** `ws://host:port/ws`. */
  readonly url: string;
  readonly room: string;
  readonly part: DocumentPart;
  readonly tokens: TokenKeeper;
  readonly environment: Environment;
  /** What the browser keeps of the content; undefined for a record, and where nothing is kept. */
  readonly kept?: RoomKeeping | undefined;
}

/** What the server last said of the document, now or on an earlier visit. */
export interface DocumentStanding {
  readonly right: Right;
  readonly schema: number;
}

/**
 * Reasons for which the server will never take this document as it stands, or gives this person none: what is kept of it would be
 * refused again at every visit.
 */
const FOR_GOOD: readonly string[] = [
  codes.FORBIDDEN.reason,
  codes.NO_SUCH_ROOM.reason,
  codes.SECRECY_MARK.reason,
  codes.RESYNC.reason,
  'too-large',
];

/**
 * One document of a room with its connection, and with what the browser keeps of it. Now and then the server makes a page start
 * over (a purge, a refused text): then both `doc` and `source` are other ones, and whoever listens has to look again.
 */
export class RoomDocument {
  readonly #options: RoomDocumentOptions;
  readonly #kept: RoomKeeping | undefined;
  readonly #listeners = new Listeners();
  #doc = new Y.Doc();
  #source: WebsocketSource;
  #unsubscribe: () => void;
  /** The hello that was last acted on. */
  #hello: ServerHello | undefined;
  /** Where something is unsaved; those of this document's own edits apart. */
  #topics: ReadonlySet<string> = new Set();
  #ownTopics: ReadonlySet<string> = new Set();
  #leftovers: LeftoverRow['texts'];
  #givenUp = false;
  #isUnkept = false;
  #isRightLost = false;
  #closed = false;
  readonly #others: OtherPages | undefined;
  /** What the page verified of the record, to be told when it connects. */
  witness: () => ClientHello['witness'] = () => null;
  /**
   * Asked for the state to go on with when the server refused something for good: the document as it is, without
   * what was refused. Undefined: nothing can be done, the source stays stopped.
   */
  clean: (reason: string) => Uint8Array | undefined = () => undefined;
  /** Asked for the texts in which something is unsaved, when the server will never take it. */
  unsavedTexts: (topics: ReadonlySet<string>) => LeftoverRow['texts'] = () => [];

  constructor(options: RoomDocumentOptions) {
    this.#options = options;
    this.#kept = options.kept;
    this.#others =
      this.#kept &&
      new OtherPages(
        this.#kept,
        () => this.#docToJoin,
        (topics) => this.#joined(topics),
      );
    this.#leftovers = this.#kept?.leftovers ?? [];
    if (this.#kept) this.#kept.onUnwanted = () => this.#listeners.tell();
    const found = this.#kept?.found;
    if (found) {
      Y.applyUpdate(this.#doc, found.state, FROM_CACHE);
      this.#topics = new Set(found.unsaved.flatMap(({ topics }) => topics));
    }
    this.#source = this.#open(found?.unsaved.reduce((sum, { count }) => sum + count, 0) ?? 0);
    this.#unsubscribe = this.#source.subscribe(() => this.#look());
    this.#kept?.follow(this.#doc);
  }

  get doc(): Y.Doc {
    return this.#source.doc;
  }

  get source(): WebsocketSource {
    return this.#source;
  }

  /** What the server last said, also on an earlier visit; undefined when it never has. */
  get standing(): DocumentStanding | undefined {
    return this.#source.hello ?? this.#found;
  }

  /** Where something is unsaved, as `touch` was told; the same set until it changes. */
  get unsavedTopics(): ReadonlySet<string> {
    return this.#topics;
  }

  /** Texts that the server did not take, of this page or of an earlier one; the same list until it changes. */
  get leftovers(): LeftoverRow['texts'] {
    return this.#leftovers;
  }

  /** What is unsaved in this document goes with the page, although the browser keeps others. */
  get isUnkept(): boolean {
    return this.#isUnkept || this.#kept?.isUnwanted === true;
  }

  /** Something was edited here in these. */
  touch(topics: Iterable<string>): void {
    const added = [...topics].filter((id) => !this.#ownTopics.has(id));
    if (added.length === 0) return;
    this.#ownTopics = new Set([...this.#ownTopics, ...added]);
    if (added.some((id) => !this.#topics.has(id))) this.#topics = new Set([...this.#topics, ...added]);
    this.#note();
  }

  /** The person has what they want of the texts that the server did not take. */
  dropLeftovers(): void {
    this.#leftovers = [];
    this.#kept?.dropLeftovers();
    this.#listeners.tell();
  }

  subscribe(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#unsubscribe();
    this.#listeners.clear();
    this.#others?.close();
    this.#source.close();
    this.#kept?.close();
    this.#doc.destroy();
  }

  /** The row of an earlier visit, as long as the document comes from it. */
  get #found(): (DocumentStanding & { epoch: string; generation: number; contentSeq: number | null }) | undefined {
    return this.#kept?.found?.row;
  }

  #open(carried: number): WebsocketSource {
    return new WebsocketSource({
      ...this.#options,
      doc: this.#doc,
      carried,
      generation: this.#found?.generation,
      hello: () => {
        const known = this.#source.hello ?? this.#found;
        return {
          epoch: known?.epoch ?? null,
          generation: known?.generation ?? null,
          contentSeq: this.#source.contentSeq ?? known?.contentSeq ?? null,
          witness: this.witness(),
        };
      },
      replace: (how) => this.#replace(how),
    });
  }

  /** The source has changed. */
  #look(): void {
    const { source } = this;
    const { hello, stop } = source;
    if (hello && hello !== this.#hello && (this.#found?.generation ?? hello.generation) === hello.generation) {
      this.#hello = hello;
      this.#admitted(hello);
    }
    if (stop?.kind === 'refused' && FOR_GOOD.includes(stop.reason)) this.#giveUp(stop.reason);
    if (source.unsaved === 0 && this.#topics.size > 0) this.#topics = this.#ownTopics = new Set();
    if (source.carried === 0) this.#kept?.carriedSaved();
    this.#others?.look(source.unsaved === 0);
    this.#note();
    this.#listeners.tell();
  }

  #admitted(hello: ServerHello): void {
    if (hello.right !== 'write' && this.#source.unsaved > 0) {
      // Nothing of it will ever be taken: it must not look like what the others see.
      this.#isRightLost = true;
      this.#source.startAnew();
      return;
    }
    this.#givenUp = this.#isUnkept = false;
    this.#kept?.admitted(hello, this.#doc);
  }

  /** Where edits of other pages may go: what is sent from here now reaches the server. */
  get #docToJoin(): Y.Doc | undefined {
    const { status, hello } = this.#source;
    return !this.#closed && !this.#givenUp && status === 'live' && hello?.right === 'write' ? this.#doc : undefined;
  }

  #joined(topics: ReadonlySet<string>): void {
    this.#topics = new Set([...this.#topics, ...topics]);
    this.#look();
  }

  #note(): void {
    const { unsaved, carried } = this.#source;
    this.#kept?.note(unsaved - carried, this.#ownTopics);
  }

  /** The document stays on the page, for reading and copying; in the browser nothing of it stays but the person's own texts. */
  #giveUp(reason: string): void {
    if (this.#givenUp || this.#options.part !== 'content') return;
    this.#givenUp = true;
    // A text with a mark must lie nowhere.
    this.#isUnkept = reason === codes.SECRECY_MARK.reason;
    if (!this.#isUnkept) this.#keepLeftovers(true);
    this.#kept?.discard();
  }

  /** `lasting`: for later pages, too. */
  #keepLeftovers(lasting: boolean): void {
    const texts = this.#source.unsaved > 0 ? this.unsavedTexts(this.#topics) : [];
    if (texts.length === 0) return;
    this.#leftovers = [...this.#leftovers, ...texts];
    if (lasting) this.#kept?.keepLeftovers(texts);
  }

  #replace(how: Replacement): void {
    if (this.#closed) return;
    const state = how.with === 'nothing' ? undefined : this.clean(how.reason);
    const isMarked = how.with === 'clean copy' && how.reason === codes.SECRECY_MARK.reason;
    if (isMarked && !state && this.#source.unsaved > 0) {
      // Nobody can tell what was refused: the room goes on as the server has it, and the texts stay on the page for copying.
      this.#replace({ with: 'nothing' });
      return;
    }
    const stopped = how.with === 'clean copy' && state === undefined ? how.reason : undefined;
    const former = this.#doc;
    const { unsaved } = this.#source;
    if (how.with === 'nothing') this.#keepOnReplace();
    if (stopped === undefined) this.#renew(state);
    this.#unsubscribe();
    this.#source = this.#open(how.with === 'nothing' ? 0 : unsaved);
    this.#unsubscribe = this.#source.subscribe(() => this.#look());
    if (stopped === undefined) this.#source.connect();
    else this.#source.halt({ kind: 'refused', reason: stopped });
    this.#look();
    // After everybody has let go of it.
    if (former !== this.#doc) former.destroy();
  }

  /** After a purge nobody knows what the texts are that were to go: they are shown once more, and stored nowhere. */
  #keepOnReplace(): void {
    this.#keepLeftovers(this.#isRightLost);
    this.#isRightLost = false;
  }

  /** Another document takes the place of the former, in the browser as on the page. */
  #renew(state: Uint8Array | undefined): void {
    this.#doc = new Y.Doc();
    this.#ownTopics = new Set();
    this.#hello = undefined;
    if (!state) {
      this.#topics = new Set();
      this.#kept?.discard();
      return;
    }
    Y.applyUpdate(this.#doc, state);
    dropPending(this.#doc);
    this.#kept?.replaceBy(this.#doc);
  }
}

/** What was built on edits that are nowhere any more can never be joined to the rest, and the server refuses it for ever. */
function dropPending(doc: Y.Doc): void {
  doc.store.pendingStructs = null;
  doc.store.pendingDs = null;
}
