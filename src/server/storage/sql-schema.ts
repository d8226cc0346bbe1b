/** Version of the tables below; a file written by a newer release is refused. */
export const SQL_SCHEMA_VERSION = 1;

/**
 * The tables. Integer columns are declared INTEGER, because libsql returns others as floating point.
 * Logs are append-only, and the database itself refuses to change a sealed entry: whoever wants to
 * has to drop a trigger first, and the hash chain still tells.
 */
export const SQL_SCHEMA = `
CREATE TABLE IF NOT EXISTS setup (
  name TEXT PRIMARY KEY, value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS room (
  room TEXT PRIMARY KEY, title TEXT NOT NULL, office TEXT NOT NULL, kind TEXT NOT NULL,
  created_at TEXT NOT NULL, generation INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS document_update (
  document TEXT NOT NULL, seq INTEGER NOT NULL, user TEXT NOT NULL, connection TEXT NOT NULL,
  at TEXT NOT NULL, bytes BLOB NOT NULL,
  PRIMARY KEY (document, seq)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS checkpoint (
  document TEXT NOT NULL, seq INTEGER NOT NULL, at TEXT NOT NULL, bytes BLOB NOT NULL,
  PRIMARY KEY (document, seq),
  FOREIGN KEY (document, seq) REFERENCES document_update (document, seq)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS binding (
  document TEXT NOT NULL, client INTEGER NOT NULL, user TEXT NOT NULL, name TEXT NOT NULL,
  office TEXT NOT NULL, at TEXT NOT NULL, wrote INTEGER NOT NULL,
  PRIMARY KEY (document, client)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS record (
  room TEXT NOT NULL REFERENCES room (room), seq INTEGER NOT NULL, id TEXT NOT NULL,
  prev TEXT NOT NULL, hash TEXT NOT NULL, at TEXT NOT NULL,
  entry TEXT NOT NULL,
  PRIMARY KEY (room, seq), UNIQUE (room, prev), UNIQUE (room, id)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS record_payload (
  room TEXT NOT NULL, seq INTEGER NOT NULL, payload TEXT NOT NULL, salt TEXT NOT NULL, snapshot TEXT,
  PRIMARY KEY (room, seq), FOREIGN KEY (room, seq) REFERENCES record (room, seq)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS witness (
  room TEXT NOT NULL REFERENCES room (room), office TEXT NOT NULL, seq INTEGER NOT NULL,
  hash TEXT NOT NULL, epoch TEXT NOT NULL, user TEXT NOT NULL, at TEXT NOT NULL,
  PRIMARY KEY (room, office)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS settings (
  hash TEXT PRIMARY KEY, json TEXT NOT NULL, at TEXT NOT NULL
) WITHOUT ROWID;

CREATE TRIGGER IF NOT EXISTS record_is_not_changed BEFORE UPDATE ON record
BEGIN SELECT RAISE(ABORT, 'a sealed entry is never changed'); END;
CREATE TRIGGER IF NOT EXISTS record_is_not_deleted BEFORE DELETE ON record
BEGIN SELECT RAISE(ABORT, 'a sealed entry is never deleted'); END;
CREATE TRIGGER IF NOT EXISTS record_has_no_gaps BEFORE INSERT ON record
WHEN NEW.seq <> 1 + (SELECT coalesce(max(seq), 0) FROM record WHERE room = NEW.room)
BEGIN SELECT RAISE(ABORT, 'the record has no gaps'); END;
CREATE TRIGGER IF NOT EXISTS document_has_no_gaps BEFORE INSERT ON document_update
WHEN NEW.seq <> 1 + (SELECT coalesce(max(seq), 0) FROM document_update WHERE document = NEW.document)
BEGIN SELECT RAISE(ABORT, 'a document log has no gaps'); END;
CREATE TRIGGER IF NOT EXISTS document_is_not_changed BEFORE UPDATE ON document_update
BEGIN SELECT RAISE(ABORT, 'a stored update is never changed'); END;
`;
