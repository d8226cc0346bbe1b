/**
 * Edits that can be counted without integrating them: each carries a marker of seven ASCII bytes between its Chinese
 * text, and a receiver looks for markers in the bytes that arrive. A server may merge many edits into one frame; each
 * is still counted by itself.
 */
const OPENING = 0x23; // '#', which the text around the markers never holds
const DIGITS = 6;
/** Length of a marker in the text, in characters. */
export const MARKER_LENGTH = 1 + DIGITS;

/** The marker of an edit: '#' and its number in base 36. */
export function markerOf(edit: number): string {
  return '#' + edit.toString(36).padStart(DIGITS, '0');
}

/** Numbers of the edits whose markers stand in a text. */
export function editsIn(text: string): number[] {
  return Array.from(text.matchAll(/#([0-9a-z]{6})/g), (match) => parseInt(match[1]!, 36));
}

/** Calls `found` for each marker between `start` and `end`. */
export function scanMarkers(bytes: Buffer, start: number, end: number, found: (edit: number) => void): void {
  let at = bytes.indexOf(OPENING, start);
  while (at !== -1 && at + DIGITS < end) {
    const edit = numberAt(bytes, at + 1);
    if (edit !== -1) found(edit);
    at = bytes.indexOf(OPENING, at + 1);
  }
}

function numberAt(bytes: Buffer, start: number): number {
  let value = 0;
  for (let i = start; i < start + DIGITS; i++) {
    const byte = bytes[i]!;
    const isDigit = byte >= 48 && byte <= 57;
    if (!isDigit && !(byte >= 97 && byte <= 122)) return -1;
    value = value * 36 + byte - (isDigit ? 48 : 87);
  }
  return value;
}
