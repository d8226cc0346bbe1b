import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../shared/icons.js';
import type { BoardScope } from './scope.js';

/** What can be done with several topics at once; in sight at the foot of the list while any is selected. */
export function selectionBar({ ui, words, act, writable }: BoardScope): TemplateResult | typeof nothing {
  const count = ui.selection.size;
  if (count === 0 || !writable) return nothing;
  const { selection } = words;
  return html`<div class="selection" part="selection" role="group" aria-label=${selection.label} data-selection>
    <b>${selection.count(count)}</b>
    <span class="spacer"></span>
    <button class="button small" type="button" data-selection-up @click=${() => act.moveSelection(-1)}>
      ${icon('up', 'small')}<span>${selection.up}</span>
    </button>
    <button class="button small" type="button" data-selection-down @click=${() => act.moveSelection(1)}>
      ${icon('down', 'small')}<span>${selection.down}</span>
    </button>
    <button
      class="button small"
      type="button"
      aria-label=${selection.removeLabel(count)}
      data-selection-remove
      @click=${act.removeSelection}
    >
      ${icon('trash', 'small')}<span>${selection.remove}</span>
    </button>
    <button class="button quiet small" type="button" data-selection-clear @click=${act.leaveSelection}>
      ${selection.clear}
    </button>
  </div>`;
}
