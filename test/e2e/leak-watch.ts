import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** A text in every encoding in which a browser or a server may write it down. */
export function encodings(text: string): readonly Buffer[] {
  const utf16 = Buffer.from(text, 'utf16le');
  return [
    Buffer.from(text, 'utf8'),
    utf16,
    Buffer.from(utf16).swap16(),
    Buffer.from(
      JSON.stringify(text)
        .slice(1, -1)
        .replace(/[^\x20-\x7e]/g, escaped),
      'latin1',
    ),
    Buffer.from(encodeURIComponent(text), 'latin1'),
  ];
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

export function holds(bytes: Buffer, texts: readonly string[]): boolean {
  return texts.some((text) => encodings(text).some((encoded) => bytes.includes(encoded)));
}

/** Everything that a page sends: frames of its sockets, byte for byte, and bodies and addresses of its requests. */
export class LeakWatch {
  readonly #sent: { readonly how: string; readonly bytes: Buffer }[] = [];

  /** Call before the page is loaded. */
  async follow(page: Page): Promise<void> {
    const session = await page.context().newCDPSession(page);
    await session.send('Network.enable');
    session.on('Network.webSocketFrameSent', ({ response: { opcode, payloadData } }) => {
      this.#sent.push({ how: `frame ${opcode}`, bytes: Buffer.from(payloadData, opcode === 1 ? 'utf8' : 'base64') });
    });
    page.on('request', (request) => {
      this.#sent.push({ how: request.url(), bytes: Buffer.from(request.url()) });
      const body = request.postDataBuffer();
      if (body) this.#sent.push({ how: `body of ${request.url()}`, bytes: body });
    });
  }

  get count(): number {
    return this.#sent.length;
  }

  /** How each thing was sent in which one of the texts is. */
  found(texts: readonly string[]): string[] {
    return this.#sent.filter(({ bytes }) => holds(bytes, texts)).map(({ how }) => how);
  }
}

/** What the loader of these tests wraps around functions with a name, also around those that run in the page. */
export const KEEPS_NAMES = 'globalThis.__name = (named) => named';

/** All that the page has in its own storage: every database with every store, and what lies beside them. */
export async function storageOf(page: Page): Promise<Buffer> {
  await page.evaluate(KEEPS_NAMES);
  const parts = await page.evaluate(async () => {
    const found: string[] = [];
    const text = (value: unknown): string => {
      if (value instanceof ArrayBuffer) return text(new Uint8Array(value));
      if (ArrayBuffer.isView(value)) {
        const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
        // As the bytes would read, and no two of them joined.
        return new TextDecoder().decode(bytes);
      }
      if (typeof value !== 'object' || value === null) return String(value);
      return Object.entries(value)
        .map(([key, inner]) => `${key} ${text(inner)}`)
        .join('\n');
    };
    const settled = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error(request.error?.message ?? 'no answer'));
      });
    for (const { name } of await indexedDB.databases()) {
      const database = await settled(indexedDB.open(name!));
      for (const store of Array.from(database.objectStoreNames)) {
        const from = database.transaction(store).objectStore(store);
        const keys = settled(from.getAllKeys());
        found.push(name!, store, text(await settled(from.getAll())), text(await keys));
      }
      database.close();
    }
    for (const storage of [localStorage, sessionStorage])
      for (const key of Object.keys(storage)) found.push(key, storage.getItem(key) ?? '');
    return found;
  });
  return Buffer.from(parts.join('\n'), 'utf8');
}

/** Files under a folder that hold one of the texts as they lie there. */
export function filesWith(folder: string, texts: readonly string[]): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => {
    const path = join(folder, name);
    return statSync(path).isFile() && holds(readFileSync(path), texts);
  });
}
