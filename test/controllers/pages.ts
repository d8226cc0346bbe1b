import * as Y from 'yjs';
import { LitElement, html } from 'lit';
import { executeServerCommand } from '@web/test-runner-commands';
import { TextFieldController } from '../../src/controllers/text-field-controller.js';
import type { SharedText } from '../../src/store/shared-text.js';
import { AgendaStore } from '../../src/store/agenda-store.js';
import { createAgendaContent } from '../../src/store/agenda-skeleton.js';
import type { TopicId } from '../../src/model/agenda/topic.js';

export const t1 = 't1' as TopicId;

/** A store on its own document, as another office's page would have it. */
export interface Page {
  readonly doc: Y.Doc;
  readonly store: AgendaStore;
  readonly title: SharedText;
  readonly notes: SharedText;
}

/** Pages that hold the same topic. `link` passes every edit on at once; without it they drift apart until `merge`. */
export function pages(count: number, title: string): Page[] {
  let ids = 0;
  const skeleton = createAgendaContent(
    { meeting: { kind: '', hostOffice: 'cpc', title: '' }, topics: [{ id: t1, title }] },
    { clientID: 1, generation: 1, randomId: () => `s${ids++}` },
  );
  return Array.from({ length: count }, (_, index) => {
    const doc = new Y.Doc();
    doc.clientID = 100 + index;
    Y.applyUpdate(doc, skeleton);
    const store = new AgendaStore(doc, { randomId: () => `p${index}-${ids++}` });
    return { doc, store, title: store.titleOf(t1)!, notes: store.notesOf(t1)! };
  });
}

export function link(all: readonly Page[]): void {
  for (const from of all) {
    from.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === link) return;
      for (const to of all) if (to !== from) Y.applyUpdate(to.doc, update, link);
    });
  }
}

export function merge(all: readonly Page[]): void {
  for (const from of all) {
    for (const to of all) if (to !== from) Y.applyUpdate(to.doc, Y.encodeStateAsUpdate(from.doc), link);
  }
}

/** A host with one field in its shadow root. */
export class FieldHost extends LitElement {
  static override properties = { text: { attribute: false }, multiline: { type: Boolean } };
  declare text: SharedText | undefined;
  declare multiline: boolean;
  declare undo: (() => void) | undefined;
  readonly controller = new TextFieldController(this, {
    read: () => this.text,
    undo: () => this.undo?.(),
  });

  protected override render() {
    return this.multiline
      ? html`<textarea ${this.controller.bind()}></textarea>`
      : html`<input ${this.controller.bind()} />`;
  }

  get field(): HTMLInputElement | HTMLTextAreaElement {
    return this.renderRoot.querySelector('input, textarea')!;
  }
}
customElements.define('field-host', FieldHost);

export async function show(text: SharedText, multiline = false): Promise<FieldHost> {
  const host = new FieldHost();
  host.text = text;
  host.multiline = multiline;
  document.body.append(host);
  await host.updateComplete;
  return host;
}

/** Types with the browser's own input method machinery into whatever has the focus. */
export const ime = (payload: { compose?: string; commit?: string; insert?: string }): Promise<unknown> =>
  executeServerCommand('ime', payload);

/** Lets everything that the browser still has to do be done. */
export const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** Random numbers in [0, 1) that come again for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
