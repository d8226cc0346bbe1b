import type { TopicId } from '../../model/agenda/topic.js';
import type { Banner, BannerButton } from './banners.js';
import type { BoardScope } from './scope.js';

/** Words that were being typed when an earlier page was closed: a quiet line, with the way to where they stand. */
export function leftWords(scope: BoardScope): Banner | null {
  const { ui, words, act } = scope;
  const count = ui.drafts.left.size + ui.formDrafts.left.size;
  if (count === 0) return null;
  const done = (): void => {
    ui.drafts.left.clear();
    ui.formDrafts.left.clear();
    act.onDraft();
  };
  const press = wayThere(scope);
  const buttons: BannerButton[] = press ? [{ word: words.banner.view, press }] : [];
  buttons.push({ word: words.banner.dismiss, press: done });
  return { look: 'idle', sign: 'edit', text: words.banner.leftWords(count), buttons };
}

/** To the first of them that is not open already. */
function wayThere({ ui, session, act }: BoardScope): (() => void) | null {
  const inFields = [...ui.drafts.left].map(ownerOf);
  for (const id of [...inFields, ...[...ui.formDrafts.left].map(subjectOf)] as TopicId[]) {
    if (id === ui.openTopic || session.content.topic(id) === undefined) continue;
    return () => {
      act.openTopic(id, true);
      if (inFields.includes(id) && !ui.editing) act.toggleEditing();
    };
  }
  const isOfMeeting = inFields.some((id) => session.content.topic(id as TopicId) === undefined);
  return isOfMeeting && ui.panel?.kind !== 'meeting' ? act.toggleMeeting : null;
}

/** Of `<owner> <field>`. */
function ownerOf(key: string): string {
  return key.slice(0, key.lastIndexOf(' '));
}

/** Of a `formKey`. */
function subjectOf(key: string): string {
  return key.split(' ')[1] ?? '';
}
