// The stock Hocuspocus server with its defaults. With DATABASE set, its own Database extension over an SQLite file (WAL):
// the whole state, two seconds after the last edit.
import { Database } from '@hocuspocus/extension-database';
import { Server } from '@hocuspocus/server';
import Sqlite from 'libsql';

function sqliteStore(file) {
  const database = new Sqlite(file);
  database.pragma('journal_mode = WAL');
  database.exec('CREATE TABLE IF NOT EXISTS documents (name TEXT PRIMARY KEY, state BLOB NOT NULL)');
  const read = database.prepare('SELECT state FROM documents WHERE name = ?');
  const write = database.prepare('INSERT OR REPLACE INTO documents (name, state) VALUES (?, ?)');
  return new Database({
    fetch: async ({ documentName }) => read.get([documentName])?.state ?? null,
    store: async ({ documentName, state }) => void write.run([documentName, state]),
  });
}

const server = new Server({
  address: '127.0.0.1',
  port: Number(process.env.PORT),
  quiet: true,
  stopOnSignals: false,
  extensions: process.env.DATABASE ? [sqliteStore(process.env.DATABASE)] : [],
});
await server.listen();
