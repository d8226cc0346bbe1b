import type Database from 'libsql';
import { bind, unbind, type SqlValue } from './bind.js';

/** One prepared statement; every parameter passes `bind`, every column `unbind`. */
export class Statement {
  readonly #statement: Database.Statement;
  readonly #count: number;

  constructor(database: Database.Database, sql: string) {
    this.#statement = database.prepare(sql);
    this.#count = sql.split('?').length - 1;
  }

  run(...values: readonly unknown[]): void {
    this.#statement.run(bind(values, this.#count));
  }

  /** Rows as lists of columns, in the order of the SELECT. */
  rows(...values: readonly unknown[]): SqlValue[][] {
    const rows = this.#statement.raw(true).all(bind(values, this.#count)) as unknown[][];
    return rows.map((row) => row.map(unbind));
  }

  row(...values: readonly unknown[]): SqlValue[] | undefined {
    return this.rows(...values)[0];
  }
}
