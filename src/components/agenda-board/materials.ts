import { html, nothing, type TemplateResult } from 'lit';
import type { MaterialReceipt } from '../../model/agenda/topic-state.js';
import { isPastCutOff } from '../../model/work-calendar.js';
import { icon } from '../shared/icons.js';
import { chip, lightWord } from '../shared/lights.js';
import { ahead, contextOf } from './ahead.js';
import { mayIssue } from './command-choices.js';
import type { BoardScope } from './scope.js';
import { plainName, timeOf, type TopicFacts } from './topic-view.js';

/** The papers that a topic needs: when each came, by the server's clock, or the button for whoever may say that it is here. */
export function materials(facts: TopicFacts, scope: BoardScope): TemplateResult | typeof nothing {
  const { topic, material } = facts;
  const { words } = scope;
  if (material.need === 0) return nothing;
  return html`<section class="materials" part="materials">
    <h4>
      ${words.panel.materials}
      <span class="meta"
        >${
          material.missing.length === 0
            ? words.panel.materialsComplete(material.need)
            : words.panel.materialsCount(material.have, material.need)
        }</span
      >
    </h4>
    <ul>
      ${topic.requiredMaterials.map((name) => materialLine(name, facts, scope))}
    </ul>
  </section>`;
}

function materialLine(name: string, facts: TopicFacts, scope: BoardScope): TemplateResult {
  const { words, formats, now, session, commanding, act, shared } = scope;
  const receipt = facts.state.receipts.find((candidate) => plainName(candidate.material) === plainName(name));
  const next = ahead(facts, scope);
  const may =
    commanding && !facts.topic.removed && mayIssue('material.receive', session.person, next, contextOf(next, session));
  const waits = next.state.receipts.some((candidate) => plainName(candidate.material) === plainName(name));
  const at = receipt && receipt.at !== '' ? formats.shortMoment(Date.parse(receipt.at), now) : '';
  return html`<li>
    ${icon('document')}<span class="material-name">${name}</span>
    ${
      receipt
        ? html`<span class="when meta" title=${receipt.imported ? words.gate.imported : ''}
            >${at === '' ? words.trail.imported : words.panel.receivedAt(at)}${receiptLate(receipt, scope)}</span
          >`
        : waits
          ? chip('plain', words.waiting.pending, 'hourglass')
          : may
            ? html`${lightWord('idle', words.panel.notReceived)}<button
                  class="button small"
                  type="button"
                  aria-label=${words.panel.receiveLabel(name)}
                  data-receive=${name}
                  @click=${() => void act.receive(facts, name)}
                >
                  ${words.panel.receive}
                </button>`
            : lightWord('idle', words.panel.notReceived)
    }
    ${
      scope.ui.form?.type === 'material.receive' && scope.ui.form.about === name && scope.ui.form.refusal
        ? html`<p class="refusal" role="alert">
            ${scope.ui.form.refusal.problem ? words.refused.problems[scope.ui.form.refusal.problem.type] : words.refused.notSent}
            <button class="link" type="button" @click=${act.cancelCommand}>${shared.close}</button>
          </p>`
        : nothing
    }
  </li>`;
}

/** How long after the cut-off a material came; a begun minute counts, as in the rule. */
function receiptLate(
  { at: text, imported }: MaterialReceipt,
  { view, session, words, formats }: BoardScope,
): TemplateResult | typeof nothing {
  // A file has one time for all of its papers: the box above says how late they are.
  const at = imported ? null : timeOf(text);
  const { deadline } = view;
  if (at === null || deadline === null || !isPastCutOff(at, deadline, session.settings.topicDeadline)) return nothing;
  const length = formats.length(Math.ceil((at - deadline) / 60_000) * 60_000);
  return html` <span class="after-cut-off">${words.exception.lateBy(length)}</span>`;
}
