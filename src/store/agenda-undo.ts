import * as Y from 'yjs';
import { bringsMark } from './undo-outcome.js';

/** Edits that follow each other within this time, in one field, are undone together. */
const CAPTURE_MILLISECONDS = 500;
const NAME = 'name';

/**
 * One person's own undo over part of a document. Only writes made through it are tracked, so that
 * undo never takes back what a colleague did.
 */
export class OwnUndo {
  readonly #doc: Y.Doc;
  readonly #manager: Y.UndoManager;
  readonly #origin = Symbol('own');
  readonly #onHeld: () => void;
  /** What the last tracked write changed: typing in one text belongs together, anything else is a step by itself. */
  #last: unknown;

  /** `onHeld` is called when a step is not taken, and forgotten, because it would bring a secrecy mark. */
  constructor(doc: Y.Doc, scope: (Y.Map<unknown> | Y.Text)[], onHeld: () => void) {
    this.#doc = doc;
    this.#onHeld = onHeld;
    this.#manager = new Y.UndoManager(scope, {
      captureTimeout: CAPTURE_MILLISECONDS,
      trackedOrigins: new Set([this.#origin]),
      deleteFilter: leavesValue,
    });
  }

  /** Writes in one transaction that can be undone. `what` is the text typed into, or undefined for a step by itself. */
  write(write: () => void, what?: object): void {
    if (what === undefined || what !== this.#last) this.#manager.stopCapturing();
    this.#last = what;
    this.#doc.transact(write, this.#origin);
  }

  get canUndo(): boolean {
    return this.#manager.canUndo();
  }

  get canRedo(): boolean {
    return this.#manager.canRedo();
  }

  /** False when there was nothing to undo, or nothing that somebody else has not overwritten since. */
  undo(): boolean {
    return this.#take(this.#manager.undoStack, () => this.#manager.undo());
  }

  /** Says what the last write made, so that one can ask before it is undone. */
  nameLast(name: string): void {
    this.#next?.meta.set(NAME, name);
  }

  /** What the next step of undo made; undefined where nobody said. */
  get nameOfNext(): string | undefined {
    return this.#next?.meta.get(NAME) as string | undefined;
  }

  /** Leaves the next step as it is, for good. */
  skip(): false {
    this.#last = undefined;
    this.#manager.undoStack.pop();
    return false;
  }

  get #next(): Y.UndoManager['undoStack'][number] | undefined {
    const { undoStack } = this.#manager;
    return undoStack[undoStack.length - 1];
  }

  redo(): boolean {
    return this.#take(this.#manager.redoStack, () => this.#manager.redo());
  }

  /** One step at a time, since a step that changes nothing makes the manager go on to the next, unlooked at. */
  #take(stack: Y.UndoManager['undoStack'], run: () => unknown): boolean {
    this.#last = undefined;
    while (stack.length > 0) {
      const below = stack.splice(0, stack.length - 1);
      try {
        if (bringsMark(this.#doc, stack[0]!)) {
          stack.pop();
          this.#onHeld();
          return false;
        }
        if (run() !== null) return true;
      } finally {
        stack.unshift(...below);
      }
    }
    return false;
  }

  /** Forgets every step; deleted text that was kept for undo can then be collected. */
  clear(): void {
    this.#manager.clear();
  }

  destroy(): void {
    this.#manager.destroy();
  }
}

/**
 * Whether undo may delete `item`. When a colleague wrote the same field at the same time, the value
 * before cannot be brought back, and deleting ours would leave the field without any: then it stays.
 */
function leavesValue(item: Y.Item): boolean {
  if (item.parentSub === null || item.deleted) return true;
  const parent = item.parent;
  return !(parent instanceof Y.AbstractType && parent._map.get(item.parentSub) === item);
}
