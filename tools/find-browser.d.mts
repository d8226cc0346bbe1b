/** Flags under which Chromium runs in a container, quietly and without talking to anybody. */
export const CHROMIUM_FLAGS: string[];
/** Path of a Chromium: `CHROME_PATH`, else the first known name on PATH; undefined when there is none. */
export function findBrowser(): string | undefined;
/** Finds a browser, or installs Debian's when that is possible; undefined, with a sentence, when neither is. */
export function provideBrowser(): Promise<string | undefined>;
