import { html, nothing, svg, type TemplateResult } from 'lit';
import { clockWords, marksOf, wordWidth, type ClockMark, type Side } from './clock-layout.js';
import type { MaterialClock } from './meeting-view.js';
import type { BoardScope } from './scope.js';

/** One line from the first material to the meeting: a dot a topic, the cut-off, the late zone hatched, and now. */
export function clockLine(clock: MaterialClock, scope: BoardScope): TemplateResult {
  const { words, formats, now, linePixels } = scope;
  const roomy = linePixels > 400;
  const cutOff = `${formats.dayOfMonth(clock.deadline)} ${formats.clock(clock.deadline)}`;
  const left = clock.startAt > now ? words.clock.left(formats.length(clock.startAt - now)) : words.clock.begun;
  const label = words.clock.label(cutOff, clock.onTime, clock.late, clock.missing, left);
  const cutOffWord = words.clock.cutOff(roomy ? cutOff : '').trim();
  const endWord = roomy
    ? words.clock.meeting(`${formats.dayOfMonth(clock.startAt)} ${formats.clock(clock.startAt)}`)
    : '';
  const sides = clockWords({
    line: linePixels,
    deadline: clock.deadlinePlace * linePixels,
    now: clock.nowPlace * linePixels,
    cutOffWidth: wordWidth(cutOffWord),
    nowWidth: wordWidth(words.clock.now),
    endWidth: wordWidth(endWord),
  });
  return html`<svg class="line" role="img" aria-label=${label}>
    <defs>
      <pattern id="late-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <path d="M0 0v6" class="hatch-line"></path>
      </pattern>
    </defs>
    ${days(clock, scope)}
    <rect class="track" x="0" y="26" width="100%" height="6" rx="3"></rect>
    <rect
      class="late-zone"
      x=${percent(clock.deadlinePlace)}
      y="26"
      width=${percent(1 - clock.deadlinePlace)}
      height="6"
      fill="url(#late-hatch)"
    ></rect>
    <rect class="past" x="0" y="26" width=${percent(clock.nowPlace)} height="6" rx="3"></rect>
    <rect class="tick" x=${percent(clock.deadlinePlace)} y="0" width="1.500" height="34"></rect>
    ${tickWord('tick-word', clock.deadlinePlace, cutOffWord, sides.cutOff)} ${endTick(endWord)}
    ${
      clock.nowPlace < 1
        ? svg`<rect class="needle" x=${percent(clock.nowPlace)} y="0" width="2" height="38"></rect>
            ${tickWord('needle-word', clock.nowPlace, words.clock.now, sides.now)}`
        : nothing
    }
    ${marksOf(clock.dots, linePixels).map((mark) => dotMark(mark, scope))}
  </svg>`;
}

function days(clock: MaterialClock, { words, formats }: BoardScope): unknown {
  return clock.days.map(({ place, width, at, workday }) => {
    const day = formats.dayOfMonth(at);
    return svg`${workday ? nothing : svg`<rect class="day-off" x=${percent(place)} y="40" width=${percent(width)} height="18"></rect>`}
      <rect class="day-edge" x=${percent(place)} y="40" width="1" height="18"></rect>
      ${width < 0.035 ? nothing : svg`<text class="day" x=${percent(place)} dx="6" y="54">${workday ? day : words.clock.dayOff(day)}</text>`}`;
  });
}

function tickWord(look: string, place: number, word: string, side: Side): unknown {
  if (side === null) return nothing;
  const left = side === 'left';
  return svg`<text class=${look} x=${percent(place)} dx=${left ? -6 : 6} y="9" text-anchor=${left ? 'end' : 'start'}>${word}</text>`;
}

function endTick(word: string): unknown {
  return svg`<rect class="tick" x="100%" y="0" width="1.500" height="34" transform="translate(-1.500 0)"></rect>
    <text class="tick-word end" x="100%" dx="-7" y="9" text-anchor="end">${word}</text>`;
}

/** Nobody reads the numbers of more topics than this one after the other. */
const MOST_NAMED = 40;

/** In time a disc, late a rounded square, incomplete a dashed one: told apart without colour. */
function dotMark({ place, light, orders, text, width }: ClockMark, { words }: BoardScope): unknown {
  const x = percent(place);
  const round = light === 'ok';
  const title =
    orders.length > MOST_NAMED ? text : orders.map((order) => words.clock.dot(order, '')).join(words.conflict.and);
  return svg`<g class="mark-dot ${light}">
    <title>${title}</title>
    ${
      round && orders.length === 1
        ? svg`<circle cx=${x} cy="29" r="9"></circle>`
        : svg`<rect x=${x} y="20" width=${width - 1} height="18" rx=${round ? 9 : 4} transform="translate(${(1 - width) / 2} 0)"></rect>`
    }
    <text x=${x} y="33.300" text-anchor="middle">${text}</text>
  </g>`;
}

function percent(share: number): string {
  return `${Math.round(share * 10_000) / 100}%`;
}
