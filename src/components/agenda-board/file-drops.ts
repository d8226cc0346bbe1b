import type { BoardHost } from './board-host.js';

/** Longest silence within one drag, in milliseconds: a browser tells of it several times a second for as long as it lasts. */
const ONE_DRAG = 1_000;

/**
 * Files that are dragged over the board: it takes none, and says where they are named instead. Without this the browser would
 * leave the portal for the file. What they are called is never looked at: a name alone may carry a secrecy mark.
 */
export class FileDrops {
  readonly #board: BoardHost;
  /** When files were last seen over the board, in milliseconds of the events' own clock. */
  #seenAt = -Infinity;

  constructor(element: EventTarget, board: BoardHost) {
    this.#board = board;
    for (const type of ['dragenter', 'dragover', 'drop'])
      element.addEventListener(type, (event) => this.#onDrag(event as DragEvent));
  }

  #onDrag(event: DragEvent): void {
    const { dataTransfer } = event;
    // A part that the portal has put into the tag may take what it likes.
    if (!dataTransfer || event.defaultPrevented) return;
    const brought = kindOf(dataTransfer);
    // A link let go over a field becomes text there, which the gate looks at like any other.
    if (brought === null || (brought === 'link' && isWritable(event.composedPath()[0]))) return;
    event.preventDefault();
    dataTransfer.dropEffect = 'none';
    if (brought === 'files') this.#tell(event);
  }

  /** Once a drag, as soon as it is over the board; once more when the browser lets files go all the same. */
  #tell({ type, timeStamp }: DragEvent): void {
    const isSaid = type !== 'drop' && timeStamp - this.#seenAt < ONE_DRAG;
    this.#seenAt = timeStamp;
    if (isSaid) return;
    const { writable, words } = this.#board;
    this.#board.toast({ text: writable ? words.files.nameThem : words.files.notHere, light: 'soon' });
  }
}

function kindOf({ types }: DataTransfer): 'files' | 'link' | null {
  if (types.includes('Files')) return 'files';
  return types.includes('text/uri-list') ? 'link' : null;
}

/** Whether text can be let go there. */
function isWritable(target: EventTarget | undefined): boolean {
  if (target instanceof HTMLTextAreaElement) return !target.readOnly && !target.disabled;
  return (
    target instanceof HTMLInputElement && /^(text|search)$/.test(target.type) && !target.readOnly && !target.disabled
  );
}
