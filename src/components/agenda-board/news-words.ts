import type { Meeting } from '../../model/agenda/meeting.js';
import type { Topic, TopicId } from '../../model/agenda/topic.js';
import type { SealedEntry } from '../../model/entry.js';
import type { AgendaSession } from '../../sync/room-session.js';
import type { BoardView } from './board-view.js';
import { actWord, authorName } from './entry-words.js';
import { placedIn, type Placed } from './row-order.js';
import type { AgendaWords } from './strings.js';

/** What others did to one topic since the last telling. */
export interface TopicNews {
  readonly id: TopicId;
  /** Clients of which something new came; none for words that were only taken away. */
  readonly clients: ReadonlySet<number>;
  /** As it stood and as it stands; undefined while it was or is not on the agenda. */
  readonly before: Placed | undefined;
  readonly after: Placed | undefined;
}

interface NewsScope {
  readonly words: AgendaWords;
  readonly session: AgendaSession;
}

/** Fields in the order of the panel. Those that are typed in together have several writers. */
const FIELDS = [
  'title',
  'proposer',
  'sponsor',
  'reporter',
  'kind',
  'minutes',
  'coordinated',
  'attendUnits',
  'requiredMaterials',
  'notes',
] as const satisfies readonly (keyof Topic)[];
const TOGETHER: readonly string[] = ['title', 'notes', 'attendUnits', 'requiredMaterials'];

/** Who did what to a topic, a sentence for each of them. Nothing when all of it was taken back meanwhile. */
export function changeSentences(news: TopicNews, scope: NewsScope): readonly string[] {
  const { before, after, id } = news;
  const { words, session } = scope;
  const who = (field: string): string => nameOf(session.content.writerOf(field, { topic: id }), scope);
  const topic = after?.topic;
  if (!before) {
    if (!after || !topic) return [];
    const item = itemWord(after, words);
    const by = who('removed');
    return [topic.title === '' ? words.news.addedBare(by, item) : words.news.added(by, item, topic.title)];
  }
  if (!after || !topic) return [words.news.removed(who('removed'), itemWord(before, words))];
  const moved = topic.rank !== before.topic.rank && before.order !== after.order && before.order * after.order > 0;
  return [
    ...(moved ? [words.news.moved(who('rank'), before.order, after.order)] : []),
    ...editSentences(news, topic, before.topic, itemWord(after, words), scope),
  ];
}

function editSentences(
  { id, clients }: TopicNews,
  now: Topic,
  then: Topic,
  item: string,
  scope: NewsScope,
): readonly string[] {
  const { words, session } = scope;
  const byWriter = new Map<string, string[]>();
  for (const field of FIELDS) {
    if (JSON.stringify(now[field]) === JSON.stringify(then[field])) continue;
    const client = TOGETHER.includes(field) ? onlyOne(clients) : session.content.writerOf(field, { topic: id });
    const name = nameOf(client, scope);
    byWriter.set(name, [...(byWriter.get(name) ?? []), words.fields[field]]);
  }
  return [...byWriter].map(([name, fields]) => words.news.edited(name, item, fields.join(words.conflict.and)));
}

/** Facts of the meeting other than time, place and chair, which are told by themselves. */
export function meetingSentence(
  before: Meeting,
  after: Meeting,
  clients: ReadonlySet<number>,
  scope: NewsScope,
): readonly string[] {
  const plain = ({ title, number, plannedMinutes, membersTotal, membersConfirmed, leave }: Meeting): string =>
    JSON.stringify([title, number, plannedMinutes, membersTotal, membersConfirmed, leave]);
  if (before === after || plain(before) === plain(after)) return [];
  return [scope.words.news.meeting(nameOf(onlyOne(clients), scope))];
}

/** A step that somebody had sealed. */
export function entrySentence(entry: SealedEntry, view: BoardView, scope: NewsScope): readonly string[] {
  const { words } = scope;
  const row = placedIn(view, entry.subject);
  if (!row || !words.trail.acts[entry.type]) return [];
  const item = itemWord(row, words);
  const said = entry.outcome === 'contested' ? words.news.contested : words.news.took;
  return [said(authorName(entry, scope), item, actWord(entry, scope))];
}

function itemWord({ order, topic }: Placed, words: AgendaWords): string {
  return order > 0 ? words.news.item(order) : words.news.titled(topic.title || words.row.untitled);
}

function onlyOne(clients: ReadonlySet<number>): number | undefined {
  return clients.size === 1 ? [...clients][0] : undefined;
}

/** As the server has bound the writing page to a person; whoever is not known is not guessed. */
function nameOf(client: number | undefined, { session, words }: NewsScope): string {
  return (client === undefined ? undefined : session.record.authorOf(client)?.name) ?? words.news.somebody;
}
