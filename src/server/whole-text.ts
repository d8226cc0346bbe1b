/** Whether a text can be stored and sealed as it stands: no NUL, which SQLite ends a text at, and no half characters. */
export function isWholeText(text: string): boolean {
  return !text.includes('\0') && !/[\ud800-\udfff]/u.test(text);
}
