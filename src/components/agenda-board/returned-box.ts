import { html, nothing, type TemplateResult } from 'lit';
import { lacking } from '../../model/agenda/commands.js';
import { lightWord } from '../shared/lights.js';
import { ahead, contextOf } from './ahead.js';
import { commandChoices } from './command-choices.js';
import { authorName, payloadText } from './entry-words.js';
import type { BoardScope } from './scope.js';
import type { TopicFacts } from './topic-view.js';

/** Why a topic came back, who sent it and when, first of all that the panel says; with the step that helps. */
export function returnedBox(facts: TopicFacts, scope: BoardScope): TemplateResult | typeof nothing {
  const { state } = facts;
  if (state.status !== 'returned' || facts.topic.removed) return nothing;
  const { words, formats, now } = scope;
  const step = [...state.steps].reverse().find((taken) => taken.step === 'returned');
  const entry = state.entries.find(({ id, type }) => id === step?.entryId && type === 'topic.return');
  const who = entry ? authorName(entry, scope) : (step?.by ?? '');
  const at = Date.parse(step?.at ?? '');
  const reason = entry ? payloadText(entry, 'reason') : '';
  return html`<div class="box warn" data-returned>
    ${lightWord('warn', words.returned.title(reason))}
    <p>${words.returned.by(who, Number.isNaN(at) ? '' : formats.shortMoment(at, now))}</p>
    ${submitButton(facts, scope)}
  </div>`;
}

/** Plain: the foot of the panel has the primary one. */
function submitButton(facts: TopicFacts, scope: BoardScope): TemplateResult | typeof nothing {
  const { session, commanding, words, act, ui } = scope;
  const next = ahead(facts, scope);
  const choice = commandChoices(session.person, next, contextOf(next, session)).find(
    ({ row }) => row.type === 'topic.submit',
  );
  const isOpen = ui.form?.subject === facts.topic.id && ui.form.type === 'topic.submit';
  if (!commanding || !choice || isOpen || lacking(choice.row, facts.topic).length > 0) return nothing;
  const verb = words.commands['topic.submit']?.verb ?? '';
  return html`<div class="buttons">
    <button
      class="button small"
      type="button"
      data-resubmit
      @click=${() => act.startCommand('topic.submit', facts, verb)}
    >
      ${words.returned.again}
    </button>
  </div>`;
}
