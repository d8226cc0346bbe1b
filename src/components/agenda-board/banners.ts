import { html, nothing, type TemplateResult } from 'lit';
import { icon, type IconName } from '../shared/icons.js';
import { shape } from '../shared/lights.js';
import type { BoardScope } from './scope.js';

type Look = 'alarm' | 'bad' | 'warn' | 'soon' | 'idle';

interface Banner {
  readonly look: Look;
  readonly sign: IconName | null;
  readonly title?: string;
  readonly text: string;
  readonly button?: { readonly word: string; readonly press: () => void };
}

/** Worst first, and two at most: a third would push the work off the screen. */
const MOST = 2;
const ORDER: readonly Look[] = ['alarm', 'bad', 'warn', 'soon', 'idle'];

export function banners(scope: BoardScope): TemplateResult | typeof nothing {
  const all = [alarm(scope), secret(scope), connection(scope), skipped(scope), calendar(scope)]
    .filter((banner): banner is Banner => banner !== null)
    .sort((a, b) => ORDER.indexOf(a.look) - ORDER.indexOf(b.look));
  if (all.length === 0) return nothing;
  const hidden = all.length - MOST;
  return html`<div class="banners" part="banners">
    ${all.slice(0, MOST).map(bannerRow)}
    ${hidden > 0 ? html`<div class="banner idle"><span>${scope.words.banner.more(hidden)}</span></div>` : nothing}
  </div>`;
}

function bannerRow({ look, sign, title, text, button }: Banner): TemplateResult {
  const urgent = look === 'alarm' || look === 'bad';
  return html`<div class="banner ${look}" part="banner" role=${urgent ? 'alert' : 'status'}>
    ${sign ? icon(sign) : shape(look === 'alarm' || look === 'bad' ? 'bad' : look === 'warn' ? 'warn' : 'soon')}
    <span>${title ? html`<b>${title}</b> ` : nothing}${text}</span>
    <span class="spacer"></span>
    ${button ? html`<button class="button small" type="button" @click=${button.press}>${button.word}</button>` : nothing}
  </div>`;
}

function alarm({ session, words }: BoardScope): Banner | null {
  const found = session.record.alarm;
  if (!found) return null;
  const text =
    found.kind === 'chain-broken' ? words.banner.alarmBroken(found.seq) : words.banner.alarmRegressed(found.seq);
  return { look: 'alarm', sign: null, text };
}

function secret({ ui, words, act, session }: BoardScope): Banner | null {
  if (!ui.secretBlocked) return null;
  const button = { word: words.banner.dismiss, press: act.dismissSecret };
  // What the server refused is shown once more to the person who typed it, and to nobody else.
  const taken = session.markedTexts.map(({ text }) => text);
  const text = [words.banner.secretNext, ...(taken.length > 0 ? [words.banner.takenOut(taken)] : [])].join(
    words.conflict.gap,
  );
  return { look: 'bad', sign: null, title: words.banner.secret, text, button };
}

function connection({ session, words }: BoardScope): Banner | null {
  const { status, unsaved, reason } = session.sync;
  switch (status) {
    case 'live':
    case 'connecting':
      return session.right === 'write' || status === 'connecting'
        ? null
        : { look: 'idle', sign: 'eye', text: words.banner.readOnly };
    case 'offline':
      return {
        look: 'idle',
        sign: 'cloudOff',
        text: words.banner.offline(unsaved),
        button: { word: words.banner.retry, press: () => session.reconnect() },
      };
    case 'read-only':
      return { look: 'idle', sign: 'eye', text: words.banner.readOnly };
    case 'refused': {
      const why = words.banner.refusedReasons[reason ?? ''] ?? reason ?? '';
      return {
        look: 'bad',
        sign: null,
        title: words.banner.refusedTitle,
        text: [why, words.banner.refused].filter(Boolean).join(words.conflict.gap),
      };
    }
    case 'expired':
      return {
        look: 'warn',
        sign: 'key',
        text: words.banner.expired(unsaved),
        button: { word: words.banner.retry, press: () => session.reconnect() },
      };
    case 'outdated':
      return { look: 'soon', sign: 'refresh', text: words.banner.outdated };
  }
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
