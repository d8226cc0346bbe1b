/** The browser's IndexedDB, with a disk that can be full: then whatever would be written is undone, as a browser does it. */
export class FullableDisk {
  isFull = false;
  /** A store that cannot be read, as on a disk with a fault. */
  unreadable = '';
  /** Writings that were undone. */
  refused = 0;
  readonly factory: IDBFactory;

  /** `own`: the IndexedDB of the page that uses it. */
  constructor(own: IDBFactory) {
    const around = <T extends object>(target: T, replace: Partial<T>): T =>
      new Proxy(target, {
        get: (object, key) => {
          const replaced = replace[key as keyof T];
          if (replaced) return replaced;
          const value: unknown = Reflect.get(object, key);
          return typeof value === 'function' ? (value as (...args: unknown[]) => unknown).bind(object) : value;
        },
        set: (object, key, value) => Reflect.set(object, key, value),
      });
    const open: IDBFactory['open'] = (name, version) => {
      const request = own.open(name, version);
      let database: IDBDatabase | undefined;
      Object.defineProperty(request, 'result', {
        get: () => {
          const opened = Object.getOwnPropertyDescriptor(IDBRequest.prototype, 'result')!.get!.call(
            request,
          ) as IDBDatabase;
          return (database ??= around(opened, { transaction: this.transact(opened) }));
        },
      });
      return request;
    };
    this.factory = around(own, { open });
  }

  /** `transaction` of a database, as it is on this disk. */
  transact(database: IDBDatabase): IDBDatabase['transaction'] {
    return (names, mode, options) => {
      if (mode === 'readonly' && names === this.unreadable) throw new DOMException('Internal error', 'UnknownError');
      const transaction = database.transaction(names, mode, options);
      if (mode === 'readwrite' && this.isFull) {
        this.refused++;
        Object.defineProperty(transaction, 'commit', { value: () => undefined });
        queueMicrotask(() => transaction.abort());
      }
      return transaction;
    };
  }
}
