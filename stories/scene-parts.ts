import type { TopicId } from '../src/model/agenda/topic.js';
import type { AgendaSession } from '../src/sync/room-session.js';

/** Changes three things that an approval covers, and one that it does not. */
export function changeApprovedContent(session: AgendaSession, subject: TopicId): void {
  const { content } = session;
  const title = content.titleOf(subject);
  const at = title?.value.indexOf('工作方案') ?? 0;
  title?.replace(Math.max(0, at), 0, '及应急演练');
  content.setTopic(subject, { reporter: '县水利局分管负责人', minutes: 18 });
  content.setMaterials(subject, [...(content.topic(subject)?.requiredMaterials ?? []), '应急演练方案']);
}
