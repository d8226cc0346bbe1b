/** What a key of the board does. Each has a handler in `key-acts.ts` and words in the table of strings. */
export type KeyAct =
  | 'step'
  | 'page'
  | 'ends'
  | 'open'
  | 'reorder'
  | 'select'
  | 'extend'
  | 'selectAll'
  | 'comment'
  | 'assign'
  | 'advance'
  | 'add'
  | 'filter'
  | 'help'
  | 'close'
  | 'undo'
  | 'redo';

export interface Stroke {
  /** As `KeyboardEvent.key` says it, letters in lower case. */
  readonly key: string;
  readonly alt?: boolean;
  readonly shift?: boolean;
  /** Control, or Command on a Mac. */
  readonly ctrl?: boolean;
}

/** Where it stands in the help. */
export type KeyGroup = 'list' | 'selection' | 'topic' | 'board';

export interface KeyRow {
  readonly act: KeyAct;
  readonly strokes: readonly Stroke[];
  readonly group: KeyGroup;
  /** `row`: while the focus is on a row. `board`: anywhere on the board outside fields. */
  readonly where: 'row' | 'board';
  /** What the person must be able to do on this page for the key to work. */
  readonly needs: 'nothing' | 'writing' | 'commands';
  /** Whether it goes on while the key is held down. */
  readonly repeats?: boolean;
}

const key = (...names: readonly string[]): readonly Stroke[] => names.map((name) => ({ key: name }));
const alt = (...names: readonly string[]): readonly Stroke[] => names.map((name) => ({ key: name, alt: true }));
const shift = (...names: readonly string[]): readonly Stroke[] => names.map((name) => ({ key: name, shift: true }));
const ctrl = (...names: readonly string[]): readonly Stroke[] => names.map((name) => ({ key: name, ctrl: true }));

/** Every key there is: what is handled and what the help lists are both read from here. */
export const KEYS: readonly KeyRow[] = [
  { act: 'step', strokes: key('ArrowUp', 'ArrowDown'), group: 'list', where: 'row', needs: 'nothing', repeats: true },
  { act: 'page', strokes: key('PageUp', 'PageDown'), group: 'list', where: 'row', needs: 'nothing', repeats: true },
  { act: 'ends', strokes: key('Home', 'End'), group: 'list', where: 'row', needs: 'nothing' },
  { act: 'open', strokes: key('Enter'), group: 'list', where: 'row', needs: 'nothing' },
  {
    act: 'reorder',
    strokes: alt('ArrowUp', 'ArrowDown'),
    group: 'list',
    where: 'row',
    needs: 'writing',
    repeats: true,
  },
  { act: 'select', strokes: key(' '), group: 'selection', where: 'row', needs: 'writing' },
  {
    act: 'extend',
    strokes: shift('ArrowUp', 'ArrowDown', ' '),
    group: 'selection',
    where: 'row',
    needs: 'writing',
    repeats: true,
  },
  { act: 'selectAll', strokes: ctrl('a'), group: 'selection', where: 'row', needs: 'writing' },
  { act: 'comment', strokes: key('c'), group: 'topic', where: 'board', needs: 'writing' },
  { act: 'assign', strokes: key('a'), group: 'topic', where: 'board', needs: 'writing' },
  { act: 'advance', strokes: key('s'), group: 'topic', where: 'board', needs: 'commands' },
  { act: 'add', strokes: key('n'), group: 'topic', where: 'board', needs: 'writing' },
  { act: 'filter', strokes: key('/'), group: 'board', where: 'board', needs: 'nothing' },
  { act: 'close', strokes: key('Escape'), group: 'board', where: 'board', needs: 'nothing' },
  { act: 'undo', strokes: ctrl('z'), group: 'board', where: 'board', needs: 'writing', repeats: true },
  {
    act: 'redo',
    strokes: [...ctrl('y'), { key: 'z', ctrl: true, shift: true }],
    group: 'board',
    where: 'board',
    needs: 'writing',
    repeats: true,
  },
  { act: 'help', strokes: key('?'), group: 'board', where: 'board', needs: 'nothing' },
];

/** What bears on which keys work. */
export interface KeyState {
  readonly writable: boolean;
  readonly commanding: boolean;
  /** Whether single characters are keys: people who speak to their machine type them by accident. */
  readonly letters: boolean;
}

export function isKeyOn(row: KeyRow, { writable, commanding, letters }: KeyState): boolean {
  if (!letters && isSingle(row)) return false;
  return row.needs === 'nothing' || (row.needs === 'writing' ? writable : commanding);
}

/** A bare character, as opposed to a key that types nothing or is held with another. Space is worked as on any control. */
export function isSingle({ strokes }: KeyRow): boolean {
  return strokes.some((stroke) => stroke.key.length === 1 && stroke.key !== ' ' && !stroke.ctrl && !stroke.alt);
}

/** The row for a press, or undefined when the key is not ours now. */
export function keyRowOf(stroke: Stroke, where: KeyRow['where'], state: KeyState): KeyRow | undefined {
  return KEYS.find(
    (row) => row.where === where && row.strokes.some((one) => isSame(one, stroke)) && isKeyOn(row, state),
  );
}

function isSame(wanted: Stroke, pressed: Stroke): boolean {
  if (wanted.key !== pressed.key || !!wanted.alt !== !!pressed.alt || !!wanted.ctrl !== !!pressed.ctrl) return false;
  // On many layouts Shift is what makes the sign.
  return isSign(wanted.key) || !!wanted.shift === !!pressed.shift;
}

function isSign(name: string): boolean {
  return name.length === 1 && name !== ' ' && !/[a-z0-9]/.test(name);
}

/** What was pressed; null while an input method composes, whose keys are nobody else's. */
export function strokeOf(event: KeyboardEvent): Stroke | null {
  // Chrome says 229 for keys that an input method has taken, also before and after `isComposing`. There is no other sign of it.
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing has taken its place
  if (event.isComposing || event.keyCode === 229) return null;
  const { altKey, shiftKey, ctrlKey, metaKey } = event;
  return { key: plainKey(event), alt: altKey, shift: shiftKey, ctrl: ctrlKey || metaKey };
}

/** Chinese input methods type full-width forms (？ ／ ｎ), and 、 where a slash is printed on the key. */
function plainKey({ key: name, code }: KeyboardEvent): string {
  if (name.length !== 1) return name;
  if (name === '、' && code === 'Slash') return '/';
  return name.normalize('NFKC').toLowerCase();
}

/** How the caps of a stroke read, in the order in which they are held down. */
export function capsOf(stroke: Stroke): readonly string[] {
  const caps: Readonly<Record<string, string>> = {
    ArrowUp: '↑',
    ArrowDown: '↓',
    PageUp: 'PgUp',
    PageDown: 'PgDn',
    Escape: 'Esc',
    ' ': 'Space',
  };
  const held = [stroke.ctrl ? 'Ctrl' : '', stroke.alt ? 'Alt' : '', stroke.shift ? 'Shift' : ''];
  return [
    ...held.filter((cap) => cap !== ''),
    caps[stroke.key] ?? (stroke.key.length === 1 ? stroke.key.toUpperCase() : stroke.key),
  ];
}
