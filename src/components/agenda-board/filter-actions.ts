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

  /** All are listed again, and the focus goes back to where it was before it went to the filter. */
  readonly leaveFilter = (): void => {
    this.#showAll();
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
    this.#showAll();
    this.#host.focusSoon('.filter-field');
  };

  #showAll(): void {
    const { ui } = this.#host;
    ui.filter = '';
    ui.onlyFindings = false;
    this.#host.changed();
  }
}
