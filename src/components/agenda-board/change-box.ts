import { html, nothing, type TemplateResult } from 'lit';
import { agendaCommand } from '../../model/agenda/commands.js';
import { chip } from '../shared/lights.js';
import { ahead, contextOf } from './ahead.js';
import { renewal } from './boxed-choices.js';
import type { ChangeAfterApproval } from './change-view.js';
import { commandButton } from './command-bar.js';
import { comparison } from './comparison.js';
import { topLeader } from './office-words.js';
import type { BoardScope } from './scope.js';
import type { TopicFacts } from './topic-view.js';
import { changeWriters } from './trail.js';

/** 定后有改动: amber while what was approved and what stands here differ, grey for ever after. */
export function changeBox(facts: TopicFacts, scope: BoardScope): TemplateResult | typeof nothing {
  const { change, state } = facts;
  const { words, formats, now } = scope;
  if (!change || !state.approval) return nothing;
  const { by, at } = state.approval;
  const when = formats.shortMoment(Date.parse(at), now);
  if (change.renewed) {
    return html`<div class="box idle" data-change="renewed">
      ${chip('plain', words.change.renewed, 'changed')}
      <p>${words.change.renewedBody(by, when)}</p>
    </div>`;
  }
  return openChange(facts, change, by, when, scope);
}

function openChange(
  facts: TopicFacts,
  { kind, fields }: ChangeAfterApproval,
  by: string,
  when: string,
  scope: BoardScope,
): TemplateResult {
  const { topic, state } = facts;
  const { words, ui, act } = scope;
  const { body } = words.change;
  const why: (who: string, when: string, leader: string) => string =
    state.status === 'decided' ? body.decided : body[kind];
  const heads = { was: words.change.was[kind], now: words.change.now };
  return html`<div class="box warn" data-change="open">
    ${chip('warn', words.change.title(words.change.after[kind], fields.length), 'changed')}
    <p>${why(by, when, mayApprove(facts, scope) ? '' : topLeader(scope))}</p>
    <div class="buttons">
      ${renewButton(facts, scope)}
      <button class="link" type="button" aria-expanded=${ui.comparing ? 'true' : 'false'} @click=${act.toggleComparing}>
        ${ui.comparing ? words.change.hide : words.change.show}
      </button>
    </div>
    ${ui.comparing ? comparison(fields, heads, scope, { writers: (field) => changeWriters(topic.id, field, scope) }) : nothing}
  </div>`;
}

/** Of this person's role it is, whether they can do it now or have just done it. */
function mayApprove(facts: TopicFacts, { session, view }: BoardScope): boolean {
  const next = ahead(facts, { session, view });
  return agendaCommand('topic.topApprove')?.who.may(session.person, contextOf(next, session)) ?? false;
}

function renewButton(facts: TopicFacts, scope: BoardScope): TemplateResult | typeof nothing {
  const choice = renewal(facts, scope);
  const { form } = scope.ui;
  const isOpen = form?.subject === facts.topic.id && form.type === choice?.row.type;
  return choice && !isOpen ? commandButton(choice, facts, scope, 'small') : nothing;
}
