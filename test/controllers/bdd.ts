/** The runner's own words and a few assertions, so that browser tests read like the others. */
declare const it: (title: string, body: () => void | Promise<void>) => void;
declare const afterEach: (body: () => void | Promise<void>) => void;

export const test: typeof it = (title, body) => it(title, body);
export const afterEachTest: typeof afterEach = (body) => afterEach(body);

export function equal(actual: unknown, expected: unknown, message = ''): void {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (a !== b) throw new Error(`${message}\n  is:     ${a}\n  should: ${b}`);
}

export function ok(value: unknown, message: string): void {
  if (!value) throw new Error(message);
}
