import { html, nothing, svg, type TemplateResult } from 'lit';
import type { ClockDot, MaterialClock } from './meeting-view.js';
import type { BoardScope } from './scope.js';

/** The words beside a tick need this share of the line; where they would overrun the end, they stand on its left. */
const LABEL_SHARE = 0.16;

/** One line from the first material to the meeting: a dot a topic, the cut-off, the late zone hatched, and now. */
export function clockLine(clock: MaterialClock, scope: BoardScope): TemplateResult {
  const { words, formats, now } = scope;
  const cutOff = `${formats.dayOfMonth(clock.deadline)} ${formats.clock(clock.deadline)}`;
  const left = clock.startAt > now ? words.clock.left(formats.length(clock.startAt - now)) : words.clock.begun;
  const label = words.clock.label(cutOff, clock.onTime, clock.late, clock.missing, left);
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
    ${tick(clock.deadlinePlace, words.clock.cutOff(cutOff), words.clock.cutOff(''))}
    ${endTick(words.clock.meeting(`${formats.dayOfMonth(clock.startAt)} ${formats.clock(clock.startAt)}`))}
    ${clock.nowPlace < 1 ? needle(clock, scope) : nothing} ${clock.dots.map((dot) => dotMark(dot, scope))}
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

/** Narrow tags have room for the first word alone. */
function tick(place: number, word: string, short: string): unknown {
  const flip = place > 1 - LABEL_SHARE * 2;
  const near = place > 1 - LABEL_SHARE;
  return svg`<rect class="tick" x=${percent(place)} y="0" width="1.500" height="34"></rect>
    <text class="tick-word whole" x=${percent(place)} dx=${flip ? -6 : 6} y="9" text-anchor=${flip ? 'end' : 'start'}>${word}</text>
    <text class="tick-word short" x=${percent(place)} dx=${near ? -6 : 6} y="9" text-anchor=${near ? 'end' : 'start'}>${short}</text>`;
}

function endTick(word: string): unknown {
  return svg`<rect class="tick" x="100%" y="0" width="1.500" height="34" transform="translate(-1.500 0)"></rect>
    <text class="tick-word end" x="100%" dx="-7" y="9" text-anchor="end">${word}</text>`;
}

/** The word for now keeps clear of the cut-off's: it sits a little lower, on whichever side has room. */
function needle({ nowPlace, deadlinePlace }: MaterialClock, { words }: BoardScope): unknown {
  const near = nowPlace >= deadlinePlace && nowPlace - deadlinePlace < LABEL_SHARE;
  return svg`<rect class="needle" x=${percent(nowPlace)} y="12" width="2" height="26"></rect>
    <text class="needle-word" x=${percent(nowPlace)} dx=${near ? 6 : -5} y="21" text-anchor=${near ? 'start' : 'end'}>${words.clock.now}</text>`;
}

/** In time a disc, late a rounded square, incomplete a dashed one: told apart without colour. */
function dotMark(dot: ClockDot, { words }: BoardScope): unknown {
  const x = percent(dot.place);
  const round = dot.light === 'ok';
  const text = dot.more > 0 ? `${dot.order}+${dot.more}` : String(dot.order);
  const wide = text.length > 2;
  return svg`<g class="mark-dot ${dot.light}">
    <title>${words.clock.dot(dot.order, '')}</title>
    ${
      round && !wide
        ? svg`<circle cx=${x} cy="29" r="9"></circle>`
        : svg`<rect x=${x} y="20" width=${wide ? 34 : 18} height="18" rx=${round ? 9 : 4} transform="translate(${wide ? -17 : -9} 0)"></rect>`
    }
    <text x=${x} y="33.300" text-anchor="middle">${text}</text>
  </g>`;
}

function percent(share: number): string {
  return `${Math.round(share * 10_000) / 100}%`;
}
