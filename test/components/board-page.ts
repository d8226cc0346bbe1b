import { SibanAgendaBoard } from '../../src/components/agenda-board/agenda-board.js';
import type { AgendaSession } from '../../src/sync/room-session.js';
import { afterEachTest } from '../controllers/bdd.js';

if (!customElements.get('siban-agenda-board')) customElements.define('siban-agenda-board', SibanAgendaBoard);

const shown: Element[] = [];

afterEachTest(() => {
  for (const element of shown.splice(0)) element.remove();
});

/** A board on the page with that session, wide enough for the panel beside the list. */
export class BoardPage {
  readonly board: SibanAgendaBoard;
  readonly frame: HTMLElement;

  private constructor(board: SibanAgendaBoard, frame: HTMLElement) {
    this.board = board;
    this.frame = frame;
  }

  static async show(
    session: AgendaSession | undefined,
    options: { width?: number; lang?: string; theme?: SibanAgendaBoard['theme']; readOnly?: boolean } = {},
  ): Promise<BoardPage> {
    const frame = document.createElement('div');
    frame.style.width = `${options.width ?? 1320}px`;
    const board = document.createElement('siban-agenda-board');
    board.lang = options.lang ?? 'zh-CN';
    board.theme = options.theme ?? '';
    board.readOnly = options.readOnly ?? false;
    board.room = 'agenda/m1';
    if (!session) board.tokenProvider = () => new Promise(() => undefined);
    board.session = session;
    frame.append(board);
    document.body.append(frame);
    shown.push(frame);
    const page = new BoardPage(board, frame);
    await page.settled();
    return page;
  }

  get shadow(): ShadowRoot {
    return this.board.shadowRoot!;
  }

  /** Everything that is under way has been rendered. No animation frame: a page in the background gets none. */
  async settled(): Promise<void> {
    await this.board.updateComplete;
    await new Promise((done) => setTimeout(done));
    await this.board.updateComplete;
  }

  get(selector: string): HTMLElement {
    const found = this.shadow.querySelector<HTMLElement>(selector);
    if (!found) throw new Error(`the board shows no ${selector}`);
    return found;
  }

  has(selector: string): boolean {
    return this.shadow.querySelector(selector) !== null;
  }

  all(selector: string): readonly HTMLElement[] {
    return Array.from(this.shadow.querySelectorAll<HTMLElement>(selector));
  }

  row(id: string): HTMLElement {
    return this.get(`[data-topic="${id}"]`);
  }

  /** Titles in the order of the rows. */
  get titles(): readonly string[] {
    return this.all('.row .name').map((name) => name.textContent.trim());
  }

  /** What the element under the selector says, with blanks made one. */
  text(selector: string): string {
    return plain(this.get(selector).textContent);
  }

  get said(): string {
    return plain(this.get('[data-live]').textContent);
  }

  get focused(): Element | null {
    return this.shadow.activeElement;
  }

  /** Id of the topic whose row has the focus. */
  get focusedTopic(): string | null {
    return this.focused?.getAttribute('data-topic') ?? null;
  }

  async click(selector: string): Promise<void> {
    this.get(selector).click();
    await this.settled();
  }

  async open(id: string): Promise<void> {
    this.row(id).querySelector<HTMLElement>('.name')!.click();
    await this.settled();
  }

  /** Types into a field that goes out as it is typed. */
  async type(selector: string, text: string): Promise<void> {
    const field = this.get(selector) as HTMLInputElement;
    field.value = text;
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    await this.settled();
  }

  /** Fills a field that goes out when it is left. */
  async fill(selector: string, text: string): Promise<void> {
    const field = this.get(selector) as HTMLInputElement;
    field.value = text;
    field.dispatchEvent(new Event('change', { bubbles: true }));
    await this.settled();
  }

  async press(key: string, more: KeyboardEventInit = {}): Promise<void> {
    const target = this.focused ?? this.board;
    target.dispatchEvent(
      new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true, ...more }),
    );
    await this.settled();
  }
}

export function plain(text: string): string {
  return text.replace(/[\s\u3000]+/g, ' ').trim();
}
