import { noChange } from 'lit';
import { Directive, directive, type ElementPart } from 'lit/directive.js';

/** Gives an element a height through its style object: a style attribute would need a weaker content security policy. */
class GapHeight extends Directive {
  render(_pixels: number): typeof noChange {
    return noChange;
  }

  override update({ element }: ElementPart, [pixels]: [number]): typeof noChange {
    (element as HTMLElement).style.height = `${pixels}px`;
    return noChange;
  }
}

export const gapHeight = directive(GapHeight);
