import type { BoardHost } from './board-host.js';
import type { MenuName } from './board-ui.js';

/** What clicks and keys do with a ⋯ menu, as the menu button of the ARIA practices has it. */
export class MenuActions {
  readonly #host: BoardHost;

  constructor(host: BoardHost) {
    this.#host = host;
  }

  readonly toggleMenu = (name: MenuName): void => {
    if (this.#host.ui.menu === name) this.#close(name);
    else this.#open(name, 'first');
  };

  /** The focus is on the button again before anything is done: whatever opens gives it back there. */
  readonly chooseFrom = (name: MenuName, press: () => void): void => {
    this.#close(name);
    press();
  };

  readonly onMenuKey = (name: MenuName, event: KeyboardEvent): void => {
    const isOpen = this.#host.ui.menu === name;
    if (!isOpen) {
      if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
      event.preventDefault();
      event.stopPropagation();
      this.#open(name, event.key === 'ArrowDown' ? 'first' : 'last');
      return;
    }
    // No key of the board or of the panel works behind an open menu.
    event.stopPropagation();
    if (event.key === 'Escape') {
      event.preventDefault();
      this.#close(name);
    } else if (event.key === 'Tab') {
      // From the button on, as if the menu had not been there.
      this.#close(name);
    } else this.#move(name, event);
  };

  /** A press beside it, or another tab: what is open without the focus would stay open. */
  readonly onMenuLeft = (name: MenuName, { currentTarget, relatedTarget }: FocusEvent): void => {
    if (this.#host.ui.menu !== name) return;
    if (relatedTarget instanceof Node && currentTarget instanceof Node && currentTarget.contains(relatedTarget)) return;
    this.#host.ui.menu = null;
    this.#host.changed();
  };

  #open(name: MenuName, which: 'first' | 'last'): void {
    this.#host.ui.menu = name;
    this.#host.changed();
    this.#host.focusSoon(`${placeOf(name)} [role="menuitem"]:${which}-child`);
  }

  #close(name: MenuName): void {
    // Synchronously and before the render that hides what has the focus.
    this.#host.shadow?.querySelector<HTMLElement>(`${placeOf(name)} > button`)?.focus();
    this.#host.ui.menu = null;
    this.#host.changed();
  }

  /** Round and round, and to both ends. */
  #move(name: MenuName, event: KeyboardEvent): void {
    const items = Array.from(
      this.#host.shadow?.querySelectorAll<HTMLElement>(`${placeOf(name)} [role="menuitem"]`) ?? [],
    );
    const at = items.findIndex((item) => item === event.target);
    const ways: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at < 0 ? items.length - 1 : at - 1,
      Home: 0,
      End: items.length - 1,
    };
    const to = ways[event.key];
    if (to === undefined) return;
    event.preventDefault();
    items[(to + items.length) % items.length]?.focus();
  }
}

function placeOf(name: MenuName): string {
  return `[data-menu="${name}"]`;
}
