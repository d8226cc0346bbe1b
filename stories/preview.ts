/** One scene alone on a page, for pictures and for trying things out: `preview.html?scene=overview&theme=dark&lang=en`. */
import { SibanAgendaBoard } from '../src/components/agenda-board/agenda-board.js';
import { SCENES, stage, type Scene } from './scenes.js';

const query = new URLSearchParams(location.search);
const scene = query.get('scene') ?? 'overview';

if (!SCENES.includes(scene as Scene)) throw new Error(`no scene ${scene}; there are ${SCENES.join(', ')}`);
if (!customElements.get('siban-agenda-board')) customElements.define('siban-agenda-board', SibanAgendaBoard);

document.documentElement.lang = query.get('lang') ?? 'zh-CN';
document.body.className = query.get('theme') ?? '';
const { session, sample, open, afterwards } = await stage(scene as Scene);
const board = document.createElement('siban-agenda-board');
board.theme = (query.get('theme') ?? '') as SibanAgendaBoard['theme'];
board.density = (query.get('density') ?? '') as SibanAgendaBoard['density'];
board.room = 'agenda/m1';
if (!session) board.tokenProvider = () => new Promise(() => undefined);
board.session = session;
document.body.append(board);
await board.updateComplete;

const topic = sample?.topics[Number(query.get('open') ?? open)];
if (topic) board.shadowRoot?.querySelector<HTMLElement>(`[data-topic="${topic}"] .name`)?.click();
await board.updateComplete;
await afterwards?.(board);
Object.assign(window, { board, session, sample });
document.body.dataset['ready'] = '';
