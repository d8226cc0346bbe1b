import type { BoardHost } from './board-host.js';

/** What people do with the filter of the list. */
export class FilterActions {
  readonly #host: BoardHost;

  constructor(host: BoardHost) {
    this.#host = host;
  }

  readonly toFilter = (): void => {
    this.#host.rememberFocus('filter');
    this.#host.focusSoon('.filter-field');
  };

  /** Back to where the focus was before it went to the filter. */
  readonly leaveFilter = (): void => {
    this.#host.changed();
    this.#host.returnFocus('filter', '[data-topic][tabindex="0"]');
  };

  readonly onFilter = (event: Event): void => {
    this.#host.ui.filter = (event.target as HTMLInputElement).value;
    this.#host.changed();
  };

  readonly toggleFindings = (): void => {
    const { ui } = this.#host;
    ui.onlyFindings = !ui.onlyFindings;
    this.#host.changed();
  };

  readonly clearFilter = (): void => {
    const { ui } = this.#host;
    ui.filter = '';
    ui.onlyFindings = false;
    this.#host.changed();
    this.#host.focusSoon('.filter-field');
  };
}
