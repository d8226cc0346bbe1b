import { isPastCutOff } from '../../model/work-calendar.js';
import type { AgendaSession } from '../../sync/room-session.js';
import { commandChoices, rightsOf, type CommandChoice } from './command-choices.js';
import type { BoardView } from './board-view.js';
import type { BoardScope } from './scope.js';
import { NEW_TOPIC, topicFacts, type TopicFacts } from './topic-view.js';

/**
 * A topic as it will stand once everything that waits on this page is sealed. What can be done next is read from here, what
 * has been done from the record; while nothing waits both are the same.
 */
export function ahead(
  facts: TopicFacts,
  { session, view }: { readonly session: AgendaSession; readonly view: BoardView },
): TopicFacts {
  const { outlook, record } = session;
  if (outlook === record.state) return facts;
  const state = outlook.topics.get(facts.topic.id) ?? NEW_TOPIC;
  if (state === facts.state) return facts;
  const { deadline } = view;
  const pastDeadline = deadline !== null && isPastCutOff(session.now(), deadline, session.settings.topicDeadline);
  return topicFacts(facts.topic, state, facts.findings, { deadline, pastDeadline });
}

/** What decides who may take a step on a topic as it stands in `facts`, which are those `ahead` for what comes next. */
export function contextOf({ state }: TopicFacts, session: AgendaSession): ReturnType<typeof rightsOf> {
  return rightsOf(session.outlook, session.settings, state);
}

/**
 * The steps that this person may take on a topic as it stands in `next`. One that was refused, or is held on its account, is not offered
 * a second time: its author decides about it where it says what has changed since.
 */
export function offeredChoices(next: TopicFacts, { session }: Pick<BoardScope, 'session'>): readonly CommandChoice[] {
  const undecided = undecidedTypes(next, session);
  const choices = commandChoices(session.person, next, contextOf(next, session));
  return choices.filter(({ row }) => !undecided.includes(row.type));
}

/** Types of this person's steps on the topic that were refused or are held, in the order of giving. */
export function undecidedTypes({ topic }: TopicFacts, session: Pick<AgendaSession, 'queue'>): readonly string[] {
  const waiting = session.queue.filter(({ command }) => command.subject === topic.id);
  return waiting.filter(({ state }) => state === 'refused' || state === 'held').map(({ command }) => command.type);
}
