import { html, nothing, type TemplateResult } from 'lit';
import { agendaCommand } from '../../model/agenda/commands.js';
import { approvedContent, type Topic, type TopicId } from '../../model/agenda/topic.js';
import type { QueuedCommand } from '../../sync/room-session.js';
import { icon } from '../shared/icons.js';
import { chip, lightWord, shape } from '../shared/lights.js';
import { problemWords } from './command-bar.js';
import { comparison, fieldName } from './comparison.js';
import { actWord, payloadText } from './entry-words.js';
import { queuedFor, verbOf } from './row-waiting.js';
import type { BoardScope } from './scope.js';
import { changedFields, type ChangedField } from './topic-view.js';
import { changeWriters } from './trail.js';

/**
 * A step that was given on this page and is not sealed: who, what, when by the page's time, what it waits for, and, if the
 * server has refused it, why and what can be done.
 */
export function queuedStep(item: QueuedCommand, scope: BoardScope): TemplateResult {
  const { words, formats, now, session } = scope;
  const { command, state } = item;
  const refused = state === 'refused';
  const given = formats.shortMoment(Date.parse(command.authoredAt), now);
  const said = [
    [payloadText(command, 'approver'), words.trail.approver],
    [payloadText(command, 'reason'), words.trail.reason],
    [payloadText(command, 'note'), words.trail.note],
  ] as const;
  return html`<li class=${refused ? 'queued refused-step' : 'queued'} data-queued=${command.id} tabindex="-1">
    <span><b>${session.person.name}</b> ${actWord(command, scope)}</span>
    <time datetime=${command.authoredAt}>${words.waiting.given(given)}</time>
    ${
      refused
        ? chip('warn', words.waiting.refusedStep(verbOf(item, scope)))
        : html`<span class="chip plain queued">${icon('hourglass')}<span>${words.waiting.pending}</span></span>`
    }
    ${said.map(([text, say]) => (text === '' ? nothing : html`<div class="fine">${say(text)}</div>`))}
    ${refused ? refusal(item, scope) : html`<div class="fine" data-waits>${waitsFor(item, scope)}</div>`}
    ${scope.commanding ? buttons(item, scope) : nothing}
  </li>`;
}

/** A step of the open topic that was refused, first of all that its panel says, with the way to where it is decided about. */
export function refusedBox(topic: TopicId, scope: BoardScope): TemplateResult | typeof nothing {
  const { words, act, session } = scope;
  const item = queuedFor(topic, session).find(({ state }) => state === 'refused');
  if (!item) return nothing;
  return html`<div class="box warn" data-refused-box>
    ${lightWord('warn', words.waiting.refusedStep(verbOf(item, scope)))}
    <p>${problemWords(item.problem, scope)}</p>
    <div class="buttons">
      <button class="button small" type="button" @click=${() => act.showQueued(item.command.id)}>
        ${words.waiting.decide}
      </button>
    </div>
  </div>`;
}

function waitsFor(item: QueuedCommand, scope: BoardScope): string {
  const { words } = scope;
  if (item.state === 'waiting' || item.state === 'sending') return words.waiting.state[item.state];
  const before = refusedBefore(item, scope);
  return before ? words.waiting.held(verbOf(before, scope)) : words.waiting.heldOther;
}

/** The refused step on account of which a held one waits; undefined when the person has dropped it. */
function refusedBefore(item: QueuedCommand, { session }: BoardScope): QueuedCommand | undefined {
  const earlier = queuedFor(item.command.subject, session);
  return earlier.slice(0, earlier.indexOf(item)).find(({ state }) => state === 'refused');
}

function refusal(item: QueuedCommand, scope: BoardScope): TemplateResult {
  const { words, ui, act } = scope;
  const { id, subject } = item.command;
  const topic = topicOf(item, scope);
  const changed = changedSince(item, topic);
  return html`<p class="refused">
      ${shape('warn')}<span
        >${changed.length > 0 ? words.refused.changed(changed.length) : problemWords(item.problem, scope)}</span
      >
    </p>
    ${
      changed.length === 0
        ? nothing
        : comparison(changed, { was: words.refused.was, now: words.refused.now }, scope, {
            looking: { looked: ui.lookedAt.get(id) ?? [], tick: (field, seen) => act.tickQueued(id, field, seen) },
            writers: (field) => changeWriters(subject as TopicId, field, scope),
          })
    }`;
}

function topicOf(item: QueuedCommand, { session }: BoardScope): Topic | undefined {
  return session.content.topic(item.command.subject as TopicId);
}

/** What the author saw against what stands there now, where the step covers the content and what they saw is kept. */
export function changedSince(
  { command, problem, seen }: QueuedCommand,
  topic: Topic | undefined,
): readonly ChangedField[] {
  if (problem?.type !== 'content-changed' || !seen || !agendaCommand(command.type)?.seen) return [];
  const live = topic ? changedFields(seen, approvedContent(topic)) : [];
  return live.length > 0 || !problem.current ? live : changedFields(seen, problem.current.content);
}

/** The fields of a refused step that its author has not ticked as seen. */
export function unseenFields(
  item: QueuedCommand,
  topic: Topic | undefined,
  looked: readonly string[],
): readonly string[] {
  return changedSince(item, topic)
    .map(({ field }) => field)
    .filter((field) => !looked.includes(field));
}

function buttons(item: QueuedCommand, scope: BoardScope): TemplateResult | typeof nothing {
  const { words, shared, ui, act } = scope;
  const { id } = item.command;
  if (item.state === 'sending') return nothing;
  if (ui.dropping === id) {
    return html`<div class="buttons" role="group" aria-label=${words.waiting.dropLabel(verbOf(item, scope))}>
      <span class="fine ask" id="drop-${id}">${words.waiting.dropAsk}</span>
      <button
        class="button small danger"
        type="button"
        data-drop-yes=${id}
        aria-describedby="drop-${id}"
        @click=${() => act.dropQueued(item)}
      >
        ${words.waiting.dropYes}
      </button>
      <button class="button small quiet" type="button" @click=${() => act.keepQueued(id)}>${shared.cancel}</button>
    </div>`;
  }
  return html`<div class="buttons">
    ${again(item, scope)}
    <button
      class="button small quiet"
      type="button"
      data-drop=${id}
      aria-label=${words.waiting.dropLabel(verbOf(item, scope))}
      @click=${() => act.askDrop(id)}
    >
      ${words.waiting.drop}
    </button>
  </div>`;
}

/** What was refused because the ground has moved is given anew from what stands there now; the rest is sent once more as it is. */
function again(item: QueuedCommand, scope: BoardScope): TemplateResult | typeof nothing {
  const { words, act, ui } = scope;
  const { id } = item.command;
  const orphaned = item.state === 'held' && !refusedBefore(item, scope);
  if (item.state !== 'refused' && !orphaned) return nothing;
  const { problem } = item;
  if (orphaned || problem?.type === 'content-changed' || problem?.type === 'unknown-basis') {
    const left = unseenFields(item, topicOf(item, scope), ui.lookedAt.get(id) ?? []);
    const names = left.map((field) => fieldName(field, scope)).join(words.conflict.and);
    return html`<button
        class=${left.length > 0 ? 'button small' : 'button small primary'}
        type="button"
        data-resubmit=${id}
        aria-disabled=${left.length > 0 ? 'true' : 'false'}
        aria-describedby="unseen-${id}"
        @click=${() => left.length === 0 && void act.resubmitQueued(item)}
      >
        ${words.waiting.resubmit}</button
      ><span class="fine ask unseen" id="unseen-${id}">${names === '' ? nothing : words.refused.unseen(names)}</span>`;
  }
  return html`<button class="button small" type="button" data-retry=${id} @click=${() => act.retryQueued(id)}>
    ${words.waiting.retry}
  </button>`;
}
