import { html, nothing, svg, type TemplateResult } from 'lit';
import { lightWord, shape } from '../shared/lights.js';
import { clockLine } from './material-clock.js';
import type { TopicRow } from './meeting-view.js';
import type { BoardScope } from './scope.js';

/** Under this many working hours leaders have too little time to read (visual.md, widgets A3). */
const READING_HOURS = 16;

/** Three answers at a glance: whose materials are late, how long leaders have to read, whether it fits the plan. */
export function summary(scope: BoardScope): TemplateResult {
  const { words } = scope;
  return html`<div
    class="summary"
    part="summary"
    role="group"
    aria-label=${words.board.summary}
    aria-busy=${scope.view.complete ? nothing : 'true'}
  >
    ${clockSection(scope)} ${readingSection(scope)} ${durationSection(scope)}
  </div>`;
}

function clockSection(scope: BoardScope): TemplateResult {
  const { words, view, session } = scope;
  const { clock } = view;
  const { workdaysBefore, time } = session.settings.topicDeadline;
  return html`<section class="clock" part="clock">
    <header>
      <h3>${words.clock.title}</h3>
      <span class="fine rule">${words.clock.rule(workdaysBefore, time)}</span>
      <span class="spacer"></span>
      ${
        clock === null || !view.complete
          ? nothing
          : html`${lightWord('ok', words.clock.onTime(clock.onTime))}
            ${clock.late === 0 ? nothing : lightWord('warn', words.clock.late(clock.late))}
            ${clock.missing === 0 ? nothing : lightWord('bad', words.clock.missing(clock.missing))}`
      }
    </header>
    ${clock === null ? (openStart(scope, words.register.startOpenClock) ?? html`<p class="fine unknown">${words.clock.unknown}</p>`) : clockLine(clock, scope)}
  </section>`;
}

/** Nothing is computed from a start that nobody has picked; why, and the way to pick it. */
function openStart(scope: BoardScope, say: (n: number) => string): TemplateResult | undefined {
  const { words, view, writable, act } = scope;
  const count = view.meeting.startAt.values.length;
  if (count < 2) return undefined;
  return html`<p class="open-start" data-waits-for="startAt">
    ${shape('warn')}<span>${say(count)}</span>
    ${
      writable
        ? html`<button class="link" type="button" @click=${() => act.goToRegister('startAt')}>
            ${words.register.goPick}
          </button>`
        : nothing
    }
  </p>`;
}

function readingSection(scope: BoardScope): TemplateResult {
  const { words, view } = scope;
  const minutes = view.readingMinutes;
  return html`<section class="reading" part="reading">
    <header><h3>${words.reading.title}</h3></header>
    ${
      minutes === null
        ? (openStart(scope, words.register.startOpen) ?? html`<p class="fine unknown">${words.reading.unknown}</p>`)
        : html`<div class="figure">
              <b>${Math.floor(minutes / 60)}</b><small>${words.reading.hours}</small><b>${minutes % 60}</b
              ><small>${words.reading.minutes}</small>
            </div>
            ${
              minutes < READING_HOURS * 60
                ? lightWord('warn', minutes === 0 ? words.reading.over : words.reading.low(READING_HOURS))
                : lightWord('ok', words.reading.enough)
            }`
    }
  </section>`;
}

function durationSection(scope: BoardScope): TemplateResult {
  const { words, view } = scope;
  const { total, planned, over, unknown } = view.duration;
  const noneFilled = total === 0 && unknown > 0;
  return html`<section class="duration" part="duration">
    <header>
      <h3>${words.duration.title}</h3>
      <span class="spacer"></span>
      ${over > 0 ? lightWord('warn', words.duration.over(over)) : nothing}
    </header>
    <div class="figure">
      ${
        // What nobody has filled in is not none, and a dash would look like a rule.
        noneFilled
          ? html`<span class="unfilled">${words.duration.unfilled}</span>`
          : html`<b>${total}</b><small>${words.duration.minutes}</small>`
      }
      <em>${planned === null ? words.duration.noPlan : words.duration.planned(planned)}</em>
    </div>
    ${total > 0 ? minutesBar(scope) : nothing}
    ${unknown > 0 && !noneFilled ? html`<span class="fine">${words.duration.unknown(unknown)}</span>` : nothing}
  </section>`;
}

/** Above this many topics a segment is too narrow for its number. */
const MOST_SEGMENTS = 24;

function minutesBar({ words, view }: BoardScope): TemplateResult | typeof nothing {
  const rows: TopicRow[] = [];
  for (const row of view.rows) {
    if (row.minutes > 0) rows.push(row);
    if (rows.length > MOST_SEGMENTS) return nothing;
  }
  const { total, planned } = view.duration;
  const whole = Math.max(total, planned ?? 0);
  const label = words.duration.label(total, planned === null ? words.duration.noPlan : words.duration.planned(planned));
  let passed = 0;
  const segments = rows.map(({ facts, order, planEndsHere, outsidePlan }) => {
    const minutes = facts.topic.minutes ?? 0;
    const from = passed;
    passed += minutes;
    const over = planEndsHere || outsidePlan;
    return svg`<rect class=${over ? 'segment over' : 'segment'} x="${percent(from / whole)}" width="${percent(minutes / whole)}" y="4" height="18"></rect>
      ${over ? svg`<rect class="hatch" x="${percent(from / whole)}" width="${percent(minutes / whole)}" y="4" height="18" fill="url(#plan-hatch)"></rect>` : nothing}
      <text class=${over ? 'number over' : 'number'} x="${percent(middle(from, from + minutes, planned) / whole)}" y="17.500">${order}</text>`;
  });
  return html`<svg class="bar" role="img" aria-label=${label}>
    <defs>
      <pattern id="plan-hatch" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <path d="M0 0v8" class="hatch-line"></path>
      </pattern>
    </defs>
    ${segments}
    ${
      planned === null || planned >= whole
        ? nothing
        : svg`<path class="cap" d="M0 0"/><rect class="cap" x="${percent(planned / whole)}" y="0" width="2" height="26"></rect>`
    }
  </svg>`;
}

/** Where a segment's number stands: in its middle, or in that of its larger half where the plan ends inside it. */
function middle(from: number, to: number, planned: number | null): number {
  if (planned === null || planned <= from || planned >= to) return (from + to) / 2;
  return planned - from > to - planned ? (from + planned) / 2 : (planned + to) / 2;
}

function percent(share: number): string {
  return `${Math.round(share * 10_000) / 100}%`;
}
