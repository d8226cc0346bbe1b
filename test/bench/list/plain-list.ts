import { css, html, LitElement, type CSSResult, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';

/** One row of the yardstick: nine cells of plain values. */
export interface PlainRow {
  readonly id: string;
  readonly order: number;
  readonly title: string;
  readonly unit: string;
  readonly sponsor: string;
  readonly reporter: string;
  readonly state: string;
  readonly minutes: number;
  readonly due: string;
}

/** What one writes first: a keyed `repeat` over all rows, in a scroller of its own. The yardstick of the goals P17 and P18. */
export class PlainList extends LitElement {
  static override properties = { rows: { attribute: false } };
  static override styles: CSSResult = css`
    :host {
      display: block;
      height: 700px;
      overflow: auto;
      contain: strict;
      font: 14px/1.5 sans-serif;
    }
    .row {
      display: grid;
      grid-template-columns: 40px 1fr 140px 70px 70px 80px 70px 100px 60px;
      grid-gap: 8px;
      height: 41px;
      padding: 6px;
      border-bottom: 1px solid #ddd;
    }
    .state {
      border-radius: 4px;
      background: #eef;
    }
  `;

  declare rows: readonly PlainRow[];

  constructor() {
    super();
    this.rows = [];
  }

  protected override render(): TemplateResult {
    return html`${repeat(
      this.rows,
      (row) => row.id,
      (row) =>
        html`<div class="row" role="row" data-id=${row.id}>
          <span>${row.order}</span><span>${row.title}</span><span>${row.unit}</span><span>${row.sponsor}</span
          ><span>${row.reporter}</span><span class="state">${row.state}</span><span>${row.minutes} 分钟</span
          ><span>${row.due}</span><button type="button">移动</button>
        </div>`,
    )}`;
  }
}
