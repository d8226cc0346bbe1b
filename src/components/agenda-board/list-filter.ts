import type { AgendaRow } from './agenda-row.js';

export interface FilterInput {
  readonly text: string;
  /** Only what wants someone. */
  readonly onlyFindings: boolean;
}

/** The rows that match what the reader typed and ticked; order and numbers stay those of the whole list. */
export class ListFilter {
  /** Rows remember what this filter said of them: another one is another object. */
  #filter: { readonly wanted: string; readonly onlyFindings: boolean } = { wanted: '', onlyFindings: false };
  #rows: readonly AgendaRow[] = [];
  #shown: readonly AgendaRow[] = [];

  /** Looks only at rows that are new since the last time. The same array for the same rows. */
  apply(rows: readonly AgendaRow[], { text, onlyFindings }: FilterInput): readonly AgendaRow[] {
    const wanted = text.trim().toLowerCase();
    const isSame = wanted === this.#filter.wanted && onlyFindings === this.#filter.onlyFindings;
    if (isSame && rows === this.#rows) return this.#shown;
    if (!isSame) this.#filter = { wanted, onlyFindings };
    this.#rows = rows;
    this.#shown = this.isOn ? rows.filter((row) => this.#passes(row)) : rows;
    return this.#shown;
  }

  get isOn(): boolean {
    return this.#filter.wanted !== '' || this.#filter.onlyFindings;
  }

  #passes(row: AgendaRow): boolean {
    if (row.filter !== this.#filter) {
      row.filter = this.#filter;
      row.passes = this.#matches(row);
    }
    return row.passes;
  }

  #matches(row: AgendaRow): boolean {
    const { wanted, onlyFindings } = this.#filter;
    if (onlyFindings && !row.open) return false;
    if (wanted === '') return true;
    const { title, proposer, reporter, sponsor, no } = row.topic;
    return [title, proposer, reporter, sponsor, no].some((value) => value.toLowerCase().includes(wanted));
  }
}
