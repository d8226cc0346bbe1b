import type { TopicId } from '../../model/agenda/topic.js';
import type { Banner } from './banners.js';
import { problemWords } from './command-bar.js';
import { verbOf } from './row-waiting.js';
import type { BoardScope } from './scope.js';

/** Steps that had to wait and that the server then refused: which, why, and where to decide about them. */
export function queueBanner(scope: BoardScope): Banner | null {
  const { session, words, act } = scope;
  const refused = session.queue.filter(({ state }) => state === 'refused');
  const [first] = refused;
  if (!first) return null;
  if (refused.length > 1) {
    return {
      look: 'warn',
      sign: null,
      title: words.banner.notSealedMany(refused.length),
      text: words.banner.notSealedSee,
      buttons: [{ word: words.banner.view, press: act.openWaiting, opens: 'waiting' }],
    };
  }
  const topic = session.content.topic(first.command.subject as TopicId);
  const why = problemWords(first.problem, scope);
  const press = (): void => {
    if (topic && !topic.removed) act.openTopic(topic.id, false);
    else act.openWaiting();
    act.showQueued(first.command.id);
  };
  return {
    look: 'warn',
    sign: null,
    title: words.banner.notSealed(verbOf(first, scope)),
    text: topic ? words.banner.notSealedWhy(topic.title || words.row.untitled, why) : why,
    buttons: [{ word: words.banner.view, press, opens: 'waiting' }],
  };
}
