import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { TopicId } from '../../model/agenda/topic.js';
import { MEETING_SUBJECT } from '../../model/agenda/topic-state.js';
import type { QueuedCommand } from '../../sync/room-session.js';
import { shape } from '../shared/lights.js';
import { ownText } from './own-text.js';
import { queuedStep } from './queued-step.js';
import type { BoardScope } from './scope.js';
import { heldFields, keyOfTaken, takenTexts, whereWords } from './stopped-text.js';
import { closeButton } from './topic-panel.js';
import { unsavedPlaces, whereOwn } from './unsaved-places.js';

/** Stands for all leftovers where one thing at a time is asked about once more. */
const LEFTOVERS = 'leftovers';

/** Everything that waits on this page: edits that are not saved, steps that are not sealed, and texts that were stopped. */
export function waitingPanel(scope: BoardScope): TemplateResult {
  const { words, session } = scope;
  const { sync, queue, leftovers } = session;
  const nothingWaits =
    sync.unsaved + leftovers.length + queue.length === 0 && heldFields(scope).length + takenTexts(scope).length === 0;
  return html`<aside
    class="panel"
    part="panel"
    tabindex="-1"
    aria-label=${words.waiting.panelTitle}
    @keydown=${scope.act.onPanelKey}
  >
    <div class="panel-body">
      <header class="panel-head">
        <div class="bar">
          <h3 class="topic-title">${words.waiting.panelTitle}</h3>
          <span class="spacer"></span>${closeButton(scope)}
        </div>
        ${nothingWaits ? html`<p class="meta">${words.waiting.none}</p>` : nothing}
      </header>
      ${stopped(scope)} ${leftovers.length === 0 ? nothing : left(scope)}
      ${sync.unsaved === 0 ? nothing : unsaved(scope)} ${queue.length === 0 ? nothing : steps(scope)}
    </div>
  </aside>`;
}

function unsaved(scope: BoardScope): TemplateResult {
  const { words, session } = scope;
  const { sync, unsavedTopics, leftovers } = session;
  // Refused for good it is never merged nor saved: where its texts are listed above, the reason stands there.
  const hint = sync.status === 'refused' ? words.waiting.refusedHint : placeWords(scope);
  return html`<section class="waiting-part" data-part="unsaved">
    <h4>
      ${words.waiting.unsavedTitle} <span class="meta">${words.waiting.unsavedCount(unsavedPlaces(session))}</span>
    </h4>
    ${sync.status === 'refused' && leftovers.length > 0 ? nothing : html`<p class="meta">${hint}</p>`}
    <ul class="waiting-topics">
      ${repeat(
        unsavedTopics,
        (id) => id,
        (id) => unsavedSubject(id, scope),
      )}
    </ul>
  </section>`;
}

/** Where what is not uploaded is, and why it is on this page alone. */
function placeWords({ words, session }: BoardScope): string {
  const { keeping } = session.sync;
  const hint = words.waiting.unsavedHint[whereOwn(session)];
  return keeping === 'kept' ? hint : words.waiting.unsavedBecause(words.banner.notKept[keeping], hint);
}

function unsavedSubject(subject: string, { words, session, act }: BoardScope): TemplateResult | typeof nothing {
  if (subject === MEETING_SUBJECT) {
    return html`<li>
      <span class="material-name">${words.waiting.meeting}</span>
      <button
        class="button small"
        type="button"
        aria-label=${words.waiting.openTopicLabel(words.waiting.meeting)}
        @click=${act.toggleMeeting}
      >
        ${words.waiting.openTopic}
      </button>
    </li>`;
  }
  const topic = session.content.topic(subject as TopicId);
  if (!topic) return nothing;
  const title = topic.title === '' ? words.row.untitled : topic.title;
  return html`<li>
    <span class="material-name">${title}</span>
    <button
      class="button small"
      type="button"
      aria-label=${words.waiting.openTopicLabel(title)}
      @click=${() => act.openTopic(topic.id, true)}
    >
      ${words.waiting.openTopic}
    </button>
  </li>`;
}

/** Texts that the server will never take, for taking along; they go when the person says so, after being asked once more. */
function left(scope: BoardScope): TemplateResult {
  const { words, shared, session, ui, act } = scope;
  const { leftovers } = session;
  return html`<section class="waiting-part" data-part="left">
    <h4>${words.waiting.own[whereOwn(session)]} <span class="meta">${words.waiting.texts(leftovers.length)}</span></h4>
    <p class="meta">${words.waiting.refusedHint}</p>
    ${leftovers.map((text, index) => ownText(`left-${index}`, whereWords(keyOfTaken(text), scope), text.text, scope))}
    ${
      ui.dropping === LEFTOVERS
        ? html`<div class="buttons" role="group" aria-label=${words.waiting.discard}>
            <span class="fine ask">${words.waiting.dropAsk}</span>
            <button class="button small danger" type="button" data-drop-yes=${LEFTOVERS} @click=${act.dropLeftovers}>
              ${words.waiting.dropYes}
            </button>
            <button class="button small quiet" type="button" @click=${() => act.keepQueued(LEFTOVERS)}>
              ${shared.cancel}
            </button>
          </div>`
        : html`<div class="buttons">
            <button
              class="button small quiet"
              type="button"
              data-drop=${LEFTOVERS}
              @click=${() => act.askDrop(LEFTOVERS)}
            >
              ${words.waiting.discard}
            </button>
          </div>`
    }
  </section>`;
}

function steps(scope: BoardScope): TemplateResult {
  const { words, session } = scope;
  return html`<section class="waiting-part" data-part="steps">
    <h4>${words.waiting.stepsTitle} <span class="meta">${words.waiting.stepsCount(session.queue.length)}</span></h4>
    ${repeat(
      bySubject(session.queue),
      ([subject]) => subject,
      ([subject, items]) => stepsOf(subject, items, scope),
    )}
  </section>`;
}

/** Topics in the order in which something was first given for them. */
function bySubject(queue: readonly QueuedCommand[]): readonly (readonly [string, readonly QueuedCommand[]])[] {
  const found = new Map<string, QueuedCommand[]>();
  for (const one of queue) found.set(one.command.subject, [...(found.get(one.command.subject) ?? []), one]);
  return [...found];
}

function stepsOf(subject: string, items: readonly QueuedCommand[], scope: BoardScope): TemplateResult {
  const { words, session, act } = scope;
  const topic = session.content.topic(subject as TopicId);
  const title = topic ? topic.title || words.row.untitled : words.waiting.meeting;
  return html`<div class="waiting-subject">
    ${
      topic
        ? html`<button class="link" type="button" @click=${() => act.openTopic(topic.id, true)}>${title}</button>`
        : html`<b>${title}</b>`
    }
    <ol class="trail">
      ${repeat(
        items,
        ({ command }) => command.id,
        (item) => queuedStep(item, scope),
      )}
    </ol>
  </div>`;
}

/** Texts with a mark, which went nowhere, and those that the server sent back. */
function stopped(scope: BoardScope): TemplateResult | typeof nothing {
  const { words, act } = scope;
  const held = heldFields(scope);
  const taken = takenTexts(scope);
  if (held.length + taken.length === 0) return nothing;
  const line = (where: string, press: () => void): TemplateResult =>
    html`<li>
      ${shape('bad')}<span class="material-name">${where}</span>
      <button class="button small" type="button" @click=${press}>${words.banner.view}</button>
    </li>`;
  return html`<section class="waiting-part" data-part="stopped">
    <h4>${words.waiting.heldTitle}</h4>
    <ul class="waiting-topics">
      ${held.map((field) => line(whereWords(field.key, scope), () => act.showStopped(field.key)))}
      ${taken.map((text) => line(whereWords(keyOfTaken(text), scope), () => act.showTaken(text)))}
    </ul>
  </section>`;
}
