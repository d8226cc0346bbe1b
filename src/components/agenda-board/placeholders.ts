import { html, nothing, type TemplateResult } from 'lit';
import type { SyncState } from '../../sync/room-session.js';
import { emptyDrawing, icon, type IconName } from '../shared/icons.js';
import { hasTopics } from './board-view.js';
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
      <div><i class="block title"></i><i class="block w-facts"></i></div>
      <span class="spacer"></span><span class="meta"><i class="turning"></i>${words.board.loading}</span>
    </div>
    <div class="tools"></div>
    <div class="summary">
      ${(
        [
          ['clock', 32],
          ['reading', 48],
          ['duration', 40],
        ] as const
      ).map(
        ([part, width]) => html`<section class=${part}><i class="block"></i><i class="block w${width}"></i></section>`,
      )}
    </div>
    <div class="heads"></div>
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

/** What is known of a room that cannot be shown, and what the page can do about it. */
export interface ClosedRoom {
  /** As the tag names it: `agenda/<id>`. */
  readonly room: string;
  /** As sealed when the room was made; empty where the page has not got that far. */
  readonly title: string;
  readonly office: string;
  readonly retry: () => void;
  /** To the page before; null where there is none, or the portal shows a way back of its own. */
  readonly back: (() => void) | null;
}

/** Before there is a room to show: rows to come, or why there are none. */
export function waiting(sync: SyncState, words: AgendaWords, closed: ClosedRoom): TemplateResult {
  const { empty } = words;
  const more: UnavailableMore = { heading: closed.title === '' ? empty.meetingAt(closed.room) : closed.title };
  const back = closed.back === null ? [] : [{ word: empty.goBack, press: closed.back }];
  switch (sync.status) {
    case 'offline': {
      const buttons = [{ word: words.banner.retry, press: closed.retry, primary: true }, ...back];
      return sync.reason === 'sign-in-unreachable'
        ? unavailable(empty.portalAway, empty.portalAwayBody, { ...more, sign: 'cloudOff', buttons })
        : unavailable(empty.neverOpened, empty.unavailableBody, { ...more, sign: 'cloudOff', buttons });
    }
    case 'expired':
      return unavailable(empty.signedOut, empty.signIn, {
        ...more,
        sign: 'key',
        buttons: [{ word: words.banner.signIn, press: closed.retry, primary: true }, ...back],
      });
    case 'refused':
      return refused(sync.reason, words, closed, { ...more, buttons: back });
    default:
      return skeleton(words);
  }
}

function refused(
  reason: string | null,
  words: AgendaWords,
  { office, retry }: ClosedRoom,
  more: UnavailableMore,
): TemplateResult {
  const { empty } = words;
  switch (reason) {
    case 'forbidden': {
      // Whoever was let in meanwhile need not load the page anew.
      const buttons = [{ word: empty.again, press: retry }, ...(more.buttons ?? [])];
      return unavailable(empty.noRight, empty.askHost(office), { ...more, sign: 'lock', buttons });
    }
    case 'no-such-room':
      return unavailable(words.banner.refusedReasons[reason] ?? empty.unavailable, empty.noSuchRoom, {
        ...more,
        sign: 'search',
      });
    case 'no-token-source':
      return unavailable(empty.noToken, empty.noTokenBody, { ...more, sign: 'key' });
    default:
      return unavailable(words.banner.refusedReasons[reason ?? ''] ?? empty.unavailable, empty.cannotUse, more);
  }
}

export interface UnavailableMore {
  /** Which meeting it is. */
  readonly heading?: string;
  readonly sign?: IconName;
  readonly buttons?: readonly { readonly word: string; readonly press: () => void; readonly primary?: boolean }[];
}

/** Nothing could be opened: what, why, and what to do. A host that knows a way back or whom to apply to puts it into the slot. */
export function unavailable(
  title: string,
  body: string,
  { heading, sign, buttons = [] }: UnavailableMore = {},
): TemplateResult {
  return html`${
      heading === undefined
        ? nothing
        : html`<header class="head" part="header"><h2 part="title">${heading}</h2></header>`
    }
    <div class="empty" part="empty" role="status" data-unavailable>
      ${sign ? html`<span class="sign">${icon(sign)}</span>` : emptyDrawing()}
      <h3>${title}</h3>
      <p class="meta">${body}</p>
      ${
        buttons.length === 0
          ? nothing
          : html`<div class="buttons">
              ${buttons.map(
                ({ word, press, primary }) =>
                  html`<button class=${primary ? 'button primary' : 'button'} type="button" @click=${press}>
                    ${word}
                  </button>`,
              )}
            </div>`
      }
      <slot name="unavailable"></slot>
    </div>`;
}

export function footer(scope: BoardScope): TemplateResult {
  const { words, act, formats, now } = scope;
  return html`<footer class="foot" part="footer">
    <span class="meta">${totals(scope)}</span>
    <slot name="footer"></slot>
    <span class="spacer"></span>
    <span class="fine keys">
      ${hasTopics(scope.view) ? listKeys(scope) : nothing}
      <button class="link" type="button" data-opens="help" @click=${act.toggleHelp}>
        ${scope.letters ? html`<kbd>?</kbd> ` : nothing}${words.footer.keys}
      </button>
    </span>
    <span class="printed">${words.footer.printed(formats.fullMoment(now))}</span>
  </footer>`;
}

function listKeys({ words, writable }: BoardScope): TemplateResult {
  return html`<span><kbd>↑</kbd> <kbd>↓</kbd> ${words.footer.move}</span>
    ${writable ? html`<span><kbd>Alt</kbd>+<kbd>↑</kbd> ${words.footer.reorder}</span>` : nothing}
    <span><kbd>Enter</kbd> ${words.footer.open}</span>`;
}

/** Minutes that nobody has filled in are not added up to none. */
function totals({ words, view }: BoardScope): string {
  const count = view.rows.length;
  return view.duration.unknown === count && count > 0
    ? words.footer.noMinutes(count)
    : words.footer.totals(count, view.duration.total);
}
