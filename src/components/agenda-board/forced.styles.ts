import { css } from 'lit';

/**
 * The colours of the machine in place of ours. Grounds and shadows are gone then, and drawings keep what they were
 * given: so grounds become edges, dots and links are filled with the colour of text, and every drawing gets one colour.
 */
export const forcedStyles = css`
  @media (forced-colors: active) {
    .sync > .dot,
    .pip + .pip::before,
    .pip.next::after,
    .trail::before,
    .trail > li.ok::before,
    .trail > li.flaw::before,
    .trail > li.after::before,
    .row.drop-before::after,
    .row.drop-after::after {
      forced-color-adjust: none;
      background: CanvasText;
    }
    .sync.saving > .dot,
    .sync.away > .dot {
      border-color: CanvasText;
      background: Canvas;
    }
    .trail > li.ok::before,
    .trail > li.flaw::before {
      border-color: CanvasText;
    }
    .trail > li.after::before {
      border-color: CanvasText;
      box-shadow: inset 0 0 0 1.5px Canvas;
    }
    .pip {
      border: 1px solid;
    }
    .pip.next {
      border-width: 2px;
    }
    .pip.todo {
      border-style: dashed;
    }
    .pip.missing {
      forced-color-adjust: none;
      background: CanvasText;
      color: Canvas;
    }
    .row.open {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
    .row:focus {
      outline: 3px solid Highlight;
    }
    /* Stripes of our colours would lie under words of theirs. */
    .row.unsaved,
    .row.unsaved:hover {
      background-image: none;
    }
    .row.fresh {
      outline: 1px dashed CanvasText;
      outline-offset: -2px;
    }
    /* The one thing that must not look like any other note: text and ground change places. */
    .banner.alarm {
      forced-color-adjust: none;
      border: 3px solid CanvasText;
      background: CanvasText;
      color: Canvas;
    }
    .banner.alarm .shape {
      forced-color-adjust: none;
      color: Canvas;
    }
    .banner.alarm .shape .on {
      stroke: CanvasText;
    }
    .banner.alarm .shape .on-dot {
      fill: CanvasText;
    }
    .strip,
    .settle,
    .refused,
    .false-alarm,
    .dialog,
    .stopped-text > mark {
      border: 1px solid;
    }
    /* Whole in itself: the edge lay outside of its line, where the next box cut it off. */
    .sealed > i {
      box-sizing: border-box;
      border: 1px solid;
      line-height: 13px;
      vertical-align: 1px;
    }
    .panel-head .bar > .button + .button,
    .panel-head .bar > * > .button + .button,
    .panel-head .bar > * + .button {
      margin-left: 4px;
    }
    .option.on {
      border-color: Highlight;
      box-shadow: inset 0 0 0 2px Highlight;
    }
    .comparison .now {
      border-left: 3px solid CanvasText;
    }
    .title-field:not(:hover):not(:focus) {
      border-color: Canvas;
    }
    /* A drawing keeps the colour that it was given itself: it takes that of the words around it. */
    .board .icon.icon.icon {
      color: inherit;
    }
    .block {
      border: 1px solid GrayText;
    }
    .drawing {
      stroke: CanvasText;
    }
    .drawing .sheet,
    .drawing .tick-box {
      fill: Canvas;
      stroke: CanvasText;
    }
    .drawing .tick {
      stroke: CanvasText;
    }

    .line text,
    .line .day,
    .line .needle-word,
    .line .mark-dot[class] text,
    .bar .number,
    .tick,
    .past,
    .cap,
    .day-edge {
      fill: CanvasText;
    }
    .day-off {
      fill: none;
    }
    .track {
      fill: Canvas;
      stroke: CanvasText;
    }
    .hatch-line {
      stroke: CanvasText;
    }
    .late-zone,
    .hatch {
      opacity: 1;
    }
    .needle {
      fill: Highlight;
    }
    .line .mark-dot[class] circle,
    .line .mark-dot[class] rect,
    .bar .segment {
      fill: Canvas;
      stroke: CanvasText;
    }
    .bar .segment {
      stroke-width: 1;
    }
    .bar .hatch {
      fill: none;
      stroke: CanvasText;
      stroke-dasharray: 4 2.5;
    }
  }
`;
