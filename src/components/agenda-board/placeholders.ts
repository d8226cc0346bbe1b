import { html, nothing, type TemplateResult } from 'lit';
import type { SyncState } from '../../sync/room-session.js';
import { emptyDrawing, icon } from '../shared/icons.js';
import type { BoardScope } from './scope.js';
import type { AgendaWords } from './strings.js';

/** What belongs here and the first step. A host may put its own words and buttons into the slot. */
export function emptyAgenda(scope: BoardScope): TemplateResult {
  const { words, view, writable, act, formats, now } = scope;
  const body = view.deadline === null ? words.empty.bodyNoCutOff : words.empty.body(formats.moment(view.deadline, now));
  return html`<div class="empty" part="empty">
    ${emptyDrawing()}
    <h3>${words.empty.title}</h3>
    <p class="meta">${body}</p>
    ${
      writable
        ? html`<button class="button primary" type="button" data-add @click=${act.add}>
            ${icon('plus')}<span>${words.toolbar.add}</span>
          </button>`
        : nothing
    }
    <slot name="empty"></slot>
  </div>`;
}

/** Rows of their real height, without shimmer: it would drop frames on the machines that wait longest. */
export function skeleton(words: AgendaWords): TemplateResult {
  return html`<div class="skeleton" role="status" aria-label=${words.board.loading}>
    <div class="head">
      <i class="block title"></i><span class="spacer"></span><span class="meta">${words.board.loading}</span>
    </div>
    ${[62, 78, 54, 70].map(
      (width) =>
        html`<div class="skeleton-row">
          <i class="block no"></i>
          <div><i class="block w${width}"></i><i class="block w${width - 30}"></i></div>
          <i class="block side"></i>
        </div>`,
    )}
  </div>`;
}

/** Before there is a room to show: rows to come, or why there are none. */
export function waiting(sync: SyncState, words: AgendaWords, retry: () => void): TemplateResult {
  const { empty } = words;
  switch (sync.status) {
    case 'offline':
      return unavailable(empty.unavailable, empty.unavailableBody, { word: words.banner.retry, press: retry });
    case 'expired':
      return unavailable(words.banner.expired(0), empty.signIn, { word: words.banner.retry, press: retry });
    case 'refused': {
      if (sync.reason === 'no-token-source') return unavailable(empty.noToken, empty.noRoomBody);
      const why = words.banner.refusedReasons[sync.reason ?? ''];
      return unavailable(
        why ?? empty.unavailable,
        sync.reason === 'forbidden'
          ? empty.askHost
          : sync.reason === 'no-such-room'
            ? empty.noSuchRoom
            : empty.cannotUse,
      );
    }
    default:
      return skeleton(words);
  }
}

/** Nothing could be opened: why, and what to do. */
export function unavailable(
  title: string,
  body: string,
  button?: { readonly word: string; readonly press: () => void },
): TemplateResult {
  return html`<div class="empty" part="empty" role="status">
    ${emptyDrawing()}
    <h3>${title}</h3>
    <p class="meta">${body}</p>
    ${
      button
        ? html`<button class="button primary" type="button" @click=${button.press}>${button.word}</button>`
        : nothing
    }
  </div>`;
}

export function footer(scope: BoardScope): TemplateResult {
  const { words, act } = scope;
  return html`<footer class="foot" part="footer">
    <span class="meta">${totals(scope)}</span>
    <slot name="footer"></slot>
    <span class="spacer"></span>
    <span class="fine keys">
      <kbd>↑</kbd> <kbd>↓</kbd> ${words.footer.move}
      ${scope.writable ? html`<kbd>Alt</kbd>+<kbd>↑</kbd> ${words.footer.reorder}` : nothing}
      <kbd>Enter</kbd> ${words.footer.open}
      <button class="link" type="button" data-opens="help" @click=${act.toggleHelp}>
        <kbd>?</kbd> ${words.footer.keys}
      </button>
    </span>
  </footer>`;
}

/** Minutes that nobody has filled in are not added up to none. */
function totals({ words, view }: BoardScope): string {
  const count = view.rows.length;
  return view.duration.unknown === count && count > 0
    ? words.footer.noMinutes(count)
    : words.footer.totals(count, view.duration.total);
}

/** All keys, over the board; Esc or the button closes it and the focus goes back. */
export function helpOverlay({ words, shared, act }: BoardScope): TemplateResult {
  return html`<div class="scrim" part="help" @click=${act.onScrim} @keydown=${act.onHelpKey}>
    <div class="dialog" role="dialog" aria-modal="true" aria-labelledby="help-title">
      <header>
        <h3 id="help-title">${words.help.title}</h3>
        <span class="spacer"></span>
        <button
          class="button quiet square small"
          type="button"
          aria-label=${shared.close}
          data-close-help
          @click=${act.toggleHelp}
        >
          ${icon('close')}
        </button>
      </header>
      <dl class="keys-list">
        ${words.help.list.map(
          ([keys, meaning]) =>
            html`<dt>${keys.split(' ').map((key) => html`<kbd>${key}</kbd> `)}</dt>
              <dd>${meaning}</dd>`,
        )}
      </dl>
      <p class="fine">${words.help.note}</p>
    </div>
  </div>`;
}
