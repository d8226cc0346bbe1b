import type { Banner, BannerButton } from './banners.js';
import { hostOffice } from './office-words.js';
import type { BoardScope } from './scope.js';
import { unsavedPlaces, whereOwn } from './unsaved-places.js';

/** How the page stands with the server and with the browser's own storage, and what that means for what was typed. */
export function connectionBanners(scope: BoardScope): readonly (Banner | null)[] {
  return [connection(scope), storageFull(scope), leftovers(scope)];
}

function connection(scope: BoardScope): Banner | null {
  const { session, words } = scope;
  const { status, reason } = session.sync;
  switch (status) {
    case 'live':
    case 'connecting':
      return session.right === 'write' || status === 'connecting' ? null : readOnly(scope);
    case 'offline':
      return offline(scope);
    case 'read-only':
      return reason === 'document-full'
        ? { look: 'warn', sign: null, title: words.banner.docFullTitle, text: words.banner.docFull }
        : readOnly(scope);
    case 'refused':
      return refused(scope);
    case 'expired':
      return expired(scope);
    case 'outdated':
      return { look: 'soon', sign: 'refresh', text: words.banner.outdated };
  }
}

function readOnly(scope: BoardScope): Banner {
  return { look: 'idle', sign: 'eye', text: scope.words.banner.readOnly(hostOffice(scope)) };
}

/** Edits and steps that wait here, in words; empty when nothing does. */
function waits({ session, words }: BoardScope): string {
  return words.banner.waits(unsavedPlaces(session), session.sync.unsealed);
}

function see({ words, act }: BoardScope): BannerButton {
  return { word: words.banner.view, press: act.openWaiting, opens: 'waiting' };
}

function offline(scope: BoardScope): Banner {
  const { session, words } = scope;
  const { unsaved, unsealed, keeping } = session.sync;
  const what = waits(scope);
  const again = { word: words.banner.retry, press: () => session.reconnect() };
  const buttons = what === '' ? [again] : [see(scope), again];
  if (what !== '' && keeping !== 'kept') {
    const text = words.banner.stay(what, words.banner.notKept[keeping]);
    return { look: 'warn', sign: 'cloudOff', title: words.banner.stayTitle, text, buttons };
  }
  if (what === '' && keeping === 'unavailable') {
    const text = words.banner.offlineUnkept(words.banner.notKept[keeping]);
    return { look: 'warn', sign: 'cloudOff', title: words.banner.offlineTitle, text, buttons };
  }
  const text = what === '' ? words.banner.offlineNone : words.banner.offlineKept(what, unsaved > 0, unsealed > 0);
  return { look: 'idle', sign: 'cloudOff', title: words.banner.offlineTitle, text, buttons };
}

function refused(scope: BoardScope): Banner {
  const { session, words } = scope;
  const { reason, unsaved, unsealed } = session.sync;
  const why = words.banner.refusedReasons[reason ?? ''] ?? reason ?? '';
  const keeps = unsaved + unsealed + session.leftovers.length > 0;
  return {
    look: 'bad',
    sign: null,
    title: words.banner.refusedTitle,
    text: [why, keeps ? words.banner.refused[whereOwn(session)] : ''].filter(Boolean).join(words.banner.gap),
    ...(keeps && { buttons: [see(scope)] }),
  };
}

function expired(scope: BoardScope): Banner {
  const { session, words, act } = scope;
  const what = waits(scope);
  const text =
    what === ''
      ? words.banner.expiredNone
      : session.sync.keeping === 'kept'
        ? words.banner.expiredKept(what)
        : words.banner.expiredUnkept(what);
  const signIn = { word: words.banner.signIn, press: act.signInAgain, primary: true };
  const buttons = what === '' ? [signIn] : [see(scope), signIn];
  return { look: 'warn', sign: 'key', title: words.banner.expiredTitle, text, buttons };
}

/** Texts of an earlier visit, or of before a connection that works again, that were never taken. */
function leftovers(scope: BoardScope): Banner | null {
  const { session, words } = scope;
  if (session.leftovers.length === 0 || session.sync.status === 'refused') return null;
  const title = words.banner.refusedTitle;
  return { look: 'warn', sign: null, title, text: words.banner.refused[whereOwn(session)], buttons: [see(scope)] };
}

/** Offline the other banner says it already. */
function storageFull(scope: BoardScope): Banner | null {
  const { session, words } = scope;
  const { status, keeping } = session.sync;
  if (keeping !== 'full' || status === 'offline') return null;
  const what = waits(scope);
  return {
    look: 'warn',
    sign: null,
    title: words.banner.fullTitle,
    text: what === '' ? words.banner.full : words.banner.fullWaits(what),
    ...(what !== '' && { buttons: [see(scope)] }),
  };
}
