import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { icon, type IconName } from '../shared/icons.js';
import { shape, type Light } from '../shared/lights.js';
import { alarmBanner } from './alarm.js';
import { connectionBanners } from './connection-banners.js';
import { leftWords } from './left-words.js';
import { queueBanner } from './queue-banner.js';
import type { BoardScope } from './scope.js';
import { heldFields, takenTexts, whereWords } from './stopped-text.js';

export type BannerLook = 'alarm' | 'bad' | 'warn' | 'soon' | 'idle';

export interface BannerButton {
  readonly word: string;
  readonly press: () => void;
  readonly primary?: boolean;
  /** What the button opens: the focus comes back to it. */
  readonly opens?: string;
}

/** What is the matter in a few words, what follows from it, and what to do. */
export interface Banner {
  readonly look: BannerLook;
  readonly sign: IconName | null;
  readonly title?: string;
  readonly text: string;
  readonly buttons?: readonly BannerButton[];
  /** What a button of it copies: `key` is its own on the page. */
  readonly copies?: { readonly key: string; readonly label: string; readonly text: string };
}

/** Worst first, and two at most: a third would push the work off the screen. */
const MOST = 2;
const ORDER: readonly BannerLook[] = ['alarm', 'bad', 'warn', 'soon', 'idle'];
const SHAPES: Record<BannerLook, Light> = { alarm: 'bad', bad: 'bad', warn: 'warn', soon: 'soon', idle: 'idle' };

export function banners(scope: BoardScope): TemplateResult | typeof nothing {
  const all = [
    alarmBanner(scope),
    secret(scope),
    gone(scope),
    ...connectionBanners(scope),
    queueBanner(scope),
    leftWords(scope),
    skipped(scope),
    calendar(scope),
  ]
    .filter((banner): banner is Banner => banner !== null)
    .sort((a, b) => ORDER.indexOf(a.look) - ORDER.indexOf(b.look));
  if (all.length === 0) return nothing;
  const shown = scope.ui.allBanners ? all : all.slice(0, MOST);
  return html`<div class="banners" part="banners">
    ${shown.map((banner) => bannerRow(banner, scope))} ${all.length > MOST ? more(all.length - MOST, scope) : nothing}
  </div>`;
}

function more(hidden: number, { words, ui, act }: BoardScope): TemplateResult {
  return html`<div class="banner idle more-banners">
    <button class="link" type="button" aria-expanded=${ui.allBanners ? 'true' : 'false'} @click=${act.toggleBanners}>
      ${ui.allBanners ? words.banner.fewer : words.banner.more(hidden)}
    </button>
  </div>`;
}

function bannerRow({ look, sign, title, text, buttons = [], copies }: Banner, scope: BoardScope): TemplateResult {
  const urgent = look === 'alarm' || look === 'bad';
  return html`<div class="banner ${look}" part="banner" data-banner=${look}>
    ${sign ? icon(sign) : shape(SHAPES[look])}
    <span class="say" role=${urgent ? 'alert' : 'status'}>${title ? html`<b>${title}</b> ` : nothing}${text}</span>
    ${
      buttons.length === 0
        ? nothing
        : html`<span class="banner-buttons"
            >${copies ? copied(copies, scope) : nothing}${buttons.map(bannerButton)}</span
          >`
    }
  </div>`;
}

/** Out of sight: a browser without the clipboard API copies only what is selected on the page. */
function copied({ key, label, text }: NonNullable<Banner['copies']>, { ui, words }: BoardScope): TemplateResult {
  return html`<textarea
      class="sr"
      readonly
      tabindex="-1"
      aria-label=${label}
      data-own=${key}
      .value=${live(text)}
    ></textarea
    >${ui.copied?.key === key ? html`<span class="copied">${words.waiting[ui.copied.how]}</span>` : nothing}`;
}

function bannerButton({ word, press, primary, opens }: BannerButton): TemplateResult {
  return html`<button
    class=${primary ? 'button small primary' : 'button small'}
    type="button"
    data-opens=${opens ?? nothing}
    @click=${press}
  >
    ${word}
  </button>`;
}

/** Stays for as long as words are held here or can be taken along, also once the dialog is closed. */
function secret(scope: BoardScope): Banner | null {
  const { ui, words, act } = scope;
  const held = heldFields(scope);
  const taken = takenTexts(scope);
  const [field] = held;
  const [text] = taken;
  if (!field && !text && !ui.secretBlocked) return null;
  const press = field ? () => act.showStopped(field.key) : text ? () => act.showTaken(text) : act.dismissSecret;
  const button = { word: field || text ? words.banner.view : words.banner.dismiss, press, opens: 'stopped' };
  const buttons = [button];
  if (!field && text) {
    const title = words.secrecy.takenTitle;
    return { look: 'bad', sign: 'shield', title, text: words.banner.takenOut, buttons };
  }
  const left = field ? words.banner.heldBack(held.length) : words.banner.secretNext;
  return { look: 'bad', sign: 'shield', title: words.banner.secret, text: left, buttons };
}

/** Stays until the person says that they know: nothing else on the page shows that something is missing. */
function gone(scope: BoardScope): Banner | null {
  const { ui, words, act } = scope;
  if (ui.gone.length === 0) return null;
  const text = words.secrecy.gone(ui.gone.map((key) => whereWords(key, scope)));
  return { look: 'warn', sign: 'shield', text, buttons: [{ word: words.banner.dismiss, press: act.dropGone }] };
}

function skipped({ session, words }: BoardScope): Banner | null {
  const n = session.content.skipped.length;
  return n === 0 ? null : { look: 'warn', sign: null, text: words.banner.skipped(n) };
}

function calendar({ view, words }: BoardScope): Banner | null {
  return view.uncoveredYear === null
    ? null
    : { look: 'soon', sign: 'calendar', text: words.clock.noCalendar(view.uncoveredYear) };
}
