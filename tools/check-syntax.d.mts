/** What of a script is newer than the floor (Chromium 78): one line each, `file:line:column: what needs which version`. */
export function newerThanFloor(source: string, file?: string): string[];
