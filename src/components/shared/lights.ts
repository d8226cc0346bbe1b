import { html, svg, type TemplateResult } from 'lit';
import { icon, type IconName } from './icons.js';

/**
 * States that a light can show. Silhouettes differ at 12 px and in greyscale: disc with a tick, ring with a
 * pie slice, triangle, octagon, dashed ring, ring with a tick. A host may rename words and remap colours, not shapes.
 */
export const LIGHTS = ['ok', 'soon', 'warn', 'bad', 'idle', 'done'] as const;
export type Light = (typeof LIGHTS)[number];

// The strokes and fills inside a shape take the ground's colour from the style sheet (class "on"):
// a presentation attribute cannot hold var(), and a style attribute would break a strict CSP.
const SHAPES: Record<Light, TemplateResult<2>> = {
  ok: svg`<circle cx="8" cy="8" r="7" fill="currentColor" stroke="none"/><path class="on" d="m4.700 8.300 2.300 2.300 4.300-4.800"/>`,
  soon: svg`<circle cx="8" cy="8" r="6.200"/><path d="M8 8V3.400A4.600 4.600 0 0 1 12.600 8z" fill="currentColor" stroke="none"/>`,
  warn: svg`<path d="m8 1.400 7 12.800H1z" fill="currentColor"/><path class="on" d="M8 5.800v4"/><circle class="on-dot" cx="8" cy="12" r="1"/>`,
  bad: svg`<path d="M5 1h6l4 4v6l-4 4H5l-4-4V5z" fill="currentColor" stroke="none"/><path class="on" d="M8 4v4.800"/><circle class="on-dot" cx="8" cy="11.600" r="1.100"/>`,
  idle: svg`<circle cx="8" cy="8" r="6" stroke-dasharray="2.600 2.100"/>`,
  done: svg`<circle cx="8" cy="8" r="6.200"/><path d="m5 8.200 2.100 2.100 3.900-4.300"/>`,
};

export function shape(light: Light): TemplateResult {
  return html`<svg class="shape ${light}" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
    ${SHAPES[light]}
  </svg>`;
}

/** Shape and word, without ground. */
export function lightWord(light: Light, word: string): TemplateResult {
  return html`<span class="light ${light}">${shape(light)}<span>${word}</span></span>`;
}

/** A fact that wants someone: shape and word on a soft ground. */
export function chip(light: Light | 'plain', word: string, sign?: IconName): TemplateResult {
  const mark = sign ? icon(sign) : light === 'plain' ? null : shape(light);
  return html`<span class="chip ${light}">${mark}<span>${word}</span></span>`;
}
