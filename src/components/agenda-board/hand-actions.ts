import type { ContentActions } from './board-actions.js';
import type { BoardHost } from './board-host.js';
import type { CommandActions } from './command-actions.js';
import { FilterActions } from './filter-actions.js';
import { KeyActs } from './key-acts.js';
import type { KeyPreference } from './key-preference.js';
import { ListHandlers } from './list-handlers.js';
import { MenuActions } from './menu-actions.js';
import { RowSelection } from './row-selection.js';
import type { BoardScope } from './scope.js';

/** What clicks, pointers and keys do in the list and on the board. */
export type HandActions = Pick<ListHandlers, keyof ListHandlers> &
  Pick<FilterActions, keyof FilterActions> &
  Pick<RowSelection, keyof RowSelection> &
  Pick<MenuActions, keyof MenuActions> & {
    /** The switch for keys that are single characters. */
    readonly onLetters: (event: Event) => void;
  };

export function handActions(
  host: BoardHost,
  { content, commands, keys }: { content: ContentActions; commands: CommandActions; keys: KeyPreference },
  scope: () => BoardScope | undefined,
): HandActions {
  const filter = new FilterActions(host);
  const selection = new RowSelection(host);
  const acts = new KeyActs(host, { content, commands, filter, selection }, scope);
  const onLetters = (event: Event): void => {
    keys.setLetters((event.target as HTMLInputElement).checked);
    host.changed();
  };
  const handlers = new ListHandlers(host, { content, filter, selection, keys: acts });
  return Object.assign({ onLetters }, filter, selection, Object.assign(handlers, new MenuActions(host)));
}
