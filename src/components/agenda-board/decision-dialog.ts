import { html, nothing, type TemplateResult } from 'lit';
import { lightWord } from '../shared/lights.js';
import type { BoardUi } from './board-ui.js';
import { rowOf } from './board-view.js';
import { commandForm } from './command-bar.js';
import { findingTitle } from './finding-boxes.js';
import { openFindings } from './meeting-view.js';
import type { BoardScope } from './scope.js';

const DECIDE = 'topic.decide';

/** Whether the page asks for a decision of the meeting. */
export function isDeciding(ui: BoardUi): boolean {
  return ui.form?.type === DECIDE;
}

/**
 * What the meeting decides is the one step that is taken in a dialog: nobody takes it in passing. Flags that are still
 * open are named before the choice, since the decision does not make them go away.
 */
export function decisionDialog(scope: BoardScope): TemplateResult | typeof nothing {
  const { ui, view, words, act } = scope;
  const form = ui.form;
  const facts = form?.type === DECIDE ? rowOf(view, form.subject)?.facts : undefined;
  if (!form || !facts) return nothing;
  const open = openFindings(facts);
  const change = facts.change?.renewed ? null : facts.change;
  return html`<div class="scrim" @click=${act.onDecisionScrim} @keydown=${act.onDialogKey}>
    <div class="dialog decision" role="dialog" aria-modal="true" aria-labelledby="decision-title">
      <header><h3 id="decision-title">${words.form.deciding(facts.topic.title || words.row.untitled)}</h3></header>
      ${
        open.length === 0 && !change
          ? nothing
          : html`<div class="box warn">
              <b>${words.form.stillOpen}</b>
              <ul>
                ${open.map((finding) => html`<li>${lightWord('warn', findingTitle(finding, scope))}</li>`)}
                ${
                  change
                    ? html`<li>
                        ${lightWord('warn', words.change.title(words.change.after[change.kind], change.fields.length))}
                      </li>`
                    : nothing
                }
              </ul>
            </div>`
      }
      ${commandForm(form, facts, scope)}
    </div>
  </div>`;
}
