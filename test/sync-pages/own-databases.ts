/**
 * The browser's IndexedDB under names of its own: test files run side by side in one browser, and what one deletes must not be what another
 * one keeps.
 */
export function ownDatabases(factory: IDBFactory, prefix: string): IDBFactory {
  return {
    open: (name, version) => factory.open(prefix + name, version),
    deleteDatabase: (name) => factory.deleteDatabase(prefix + name),
    cmp: (a, b) => factory.cmp(a, b),
    databases: async () =>
      (await factory.databases())
        .filter(({ name }) => name?.startsWith(prefix))
        .map((info) => ({ ...info, name: info.name!.slice(prefix.length) })),
  };
}
