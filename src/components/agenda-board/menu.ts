import { html, nothing, type TemplateResult } from 'lit';
import { icon, type IconName } from '../shared/icons.js';
import type { MenuName } from './board-ui.js';
import type { BoardScope } from './scope.js';

export interface MenuItem {
  readonly word: string;
  readonly press: () => void;
  readonly sign?: IconName;
  /** Nothing would come of it now; it stays in its place and in reach, as its button would. */
  readonly off?: boolean;
  /** For `topic.*`: the step that it begins. */
  readonly command?: string;
}

/** ⋯ with what there is no room for beside it. Its items are in the page while it is closed, hidden: who looks for one finds it. */
export function menu(name: MenuName, items: readonly MenuItem[], { words, ui, act }: BoardScope): TemplateResult {
  const open = ui.menu === name;
  const label = words.menu[name];
  return html`<span
    class="menu-place"
    data-menu=${name}
    @keydown=${(event: KeyboardEvent) => act.onMenuKey(name, event)}
    @focusout=${(event: FocusEvent) => act.onMenuLeft(name, event)}
  >
    <button
      class="button square ${name === 'board' ? 'quiet' : ''}"
      type="button"
      aria-label=${label}
      title=${label}
      aria-haspopup="menu"
      aria-expanded=${open ? 'true' : 'false'}
      aria-controls="menu-${name}"
      data-opens=${name}
      @click=${() => act.toggleMenu(name)}
    >
      ${icon('more')}
    </button>
    <span class="menu" id="menu-${name}" role="menu" aria-label=${label} ?hidden=${!open}>
      ${items.map(
        ({ word, sign, off, command, press }) =>
          html`<button
            class="menu-item"
            type="button"
            role="menuitem"
            tabindex="-1"
            aria-disabled=${off ? 'true' : nothing}
            data-command=${command ?? nothing}
            @click=${() => act.chooseFrom(name, press)}
          >
            ${sign ? icon(sign) : nothing}<span>${word}</span>
          </button>`,
      )}
    </span>
  </span>`;
}
