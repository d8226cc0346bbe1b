import { isPastCutOff } from '../../model/work-calendar.js';
import type { AgendaSession } from '../../sync/room-session.js';
import { rightsOf } from './command-choices.js';
import type { BoardView } from './board-view.js';
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
