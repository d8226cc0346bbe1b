import { html, nothing, type TemplateResult } from 'lit';
import { lightWord } from '../shared/lights.js';
import { conflictRole, rightsOf } from './command-choices.js';
import { isSettledAhead, settleButton } from './conflict.js';
import { authorName } from './entry-words.js';
import type { BoardScope } from './scope.js';
import type { TopicFacts } from './topic-view.js';

/** In the panel: how this person stands to two decisions, and the way to the row, where they are settled. */
export function conflictBox(facts: TopicFacts, scope: BoardScope): TemplateResult | typeof nothing {
  const conflict = facts.openConflicts[0];
  if (!conflict) return nothing;
  const { session, words, commanding, ui } = scope;
  const role = conflictRole(session.person, conflict, rightsOf(session.record.state, session.settings, facts.state));
  const offered =
    commanding && role.kind !== 'bystander' && ui.settling?.subject !== facts.topic.id && !isSettledAhead(facts, scope);
  const button = offered ? settleButton(facts, role, scope, 'primary') : nothing;
  const ways = button === nothing ? nothing : html`<div class="buttons">${button}</div>`;
  if (role.kind === 'judge') {
    const names = [conflict.standing, ...conflict.contested]
      .map((side) => authorName(side, scope))
      .join(words.conflict.and);
    return html`<div class="box soon">
      <b>${words.conflict.yours}</b>
      <p>${words.conflict.yoursBody(names)}</p>
      ${ways}
    </div>`;
  }
  return html`<div class="box warn">
    ${lightWord('warn', words.conflict.title)}
    <p>${role.kind === 'party' ? words.conflict.explain : words.conflict.bystander}</p>
    ${ways}
  </div>`;
}
