/** IndexedDB with promises, and with its failures: what a browser could not store must not look as if it were stored. */

export function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(failureOf(request.error));
  });
}

/**
 * Resolves when everything in the transaction is stored. That its requests succeeded says nothing yet: a full disk
 * shows only when the whole is written.
 */
export function finished(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(failureOf(transaction.error));
  });
}

/**
 * Opens a database, making it with `create` when it is not there or is of an earlier version. It closes by itself when another page
 * wants to delete it or to change its shape, and tells `onGone`.
 */
export function openDatabase(
  factory: IDBFactory,
  name: string,
  create: (database: IDBDatabase) => void,
  onGone: () => void,
  version = 1,
): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = factory.open(name, version);
    request.onupgradeneeded = () => create(request.result);
    request.onerror = () => reject(failureOf(request.error));
    request.onsuccess = () => {
      const database = request.result;
      const leave = (): void => {
        database.close();
        onGone();
      };
      database.onversionchange = leave;
      database.onclose = onGone;
      resolve(database);
    };
  });
}

/** How long another page may take to close a database that is to be deleted, in milliseconds. */
const PATIENCE = 5_000;

/**
 * Resolves when the database is gone, with every byte of it; other pages close theirs when they are asked to. Rejects when one does not
 * (a page that the browser has put to sleep): the browser then deletes it as soon as it can, which nobody should wait for.
 */
export function deleteDatabase(factory: IDBFactory, name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = factory.deleteDatabase(name);
    let timer: ReturnType<typeof setTimeout> | undefined;
    request.onblocked = () => {
      const error = new DOMException('another page holds it open; close all other pages of this site', 'TimeoutError');
      timer = setTimeout(() => reject(error), PATIENCE);
    };
    request.onsuccess = () => {
      clearTimeout(timer);
      resolve();
    };
    request.onerror = () => {
      clearTimeout(timer);
      reject(failureOf(request.error));
    };
  });
}

function failureOf(error: DOMException | null): Error {
  return error ?? new DOMException('the browser stored nothing and said no reason', 'AbortError');
}
