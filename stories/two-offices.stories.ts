import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { SibanAgendaBoard } from '../src/components/agenda-board/agenda-board.js';
import type { SealedEntry } from '../src/model/entry.js';
import type { AgendaSession } from '../src/sync/room-session.js';
import { PEOPLE, sampleRoom, type SampleRoom } from './sample-room.js';
import { PICTURE } from './scenes.js';
import './two-offices.css';

if (!customElements.get('siban-agenda-board')) customElements.define('siban-agenda-board', SibanAgendaBoard);

interface Args {
  readonly theme: SibanAgendaBoard['theme'];
  readonly lang: string;
}

interface Loaded {
  readonly sample: SampleRoom;
  readonly party: AgendaSession;
  readonly government: AgendaSession;
}

/**
 * Two offices at one agenda, in one page and without a server: what one does, the other sees at once. The switch
 * cuts the link of the right one; both go on working, and everything merges and is sealed when it is joined again.
 */
const meta: Meta<Args> = {
  title: 'Agenda board/Two offices',
  component: 'siban-agenda-board',
  args: { theme: 'light', lang: 'zh-CN' },
  argTypes: {
    theme: { control: 'select', options: ['light', 'dark', 'contrast', 'auto'] },
    lang: { control: 'select', options: ['zh-CN', 'en'] },
  },
  // The same meeting stands twice on this page, for show; a portal shows it once.
  parameters: { a11y: { config: { rules: [{ id: 'landmark-unique', enabled: false }] } } },
  loaders: [() => open()],
  render: (args, { loaded }) => show(args, loaded as Loaded),
};
export default meta;

async function open(): Promise<Loaded> {
  const sample = await sampleRoom(PICTURE);
  return { sample, party: sample.room.join(PEOPLE.director), government: sample.room.join(PEOPLE.govClerk) };
}

function show(args: Args, { sample: { room }, party, government }: Loaded): HTMLElement {
  const page = document.createElement('div');
  page.className = 'two-offices';
  const link = document.createElement('button');
  link.type = 'button';
  link.dataset['link'] = '';
  const say = (): void => {
    const isCut = government.sync.status === 'offline';
    link.setAttribute('aria-pressed', String(isCut));
    link.textContent = isCut ? 'Join the right office again' : 'Cut the link of the right office';
  };
  link.addEventListener('click', () => {
    if (government.sync.status === 'offline') room.heal(government);
    else room.cut(government);
  });
  government.subscribe(say);
  say();
  page.append(link, ...[party, government].map((session) => boardOf(session, args)));
  return page;
}

function boardOf(session: AgendaSession, { theme, lang }: Args): SibanAgendaBoard {
  const board = document.createElement('siban-agenda-board');
  board.lang = lang;
  board.theme = theme;
  board.room = session.room;
  board.session = session;
  return board;
}

type Story = StoryObj<Args>;

export const Live: Story = {};

/** Both go on while they are apart: nothing is lost, and a step that was given meanwhile is sealed as 离线补传. */
export const ApartAndTogether: Story = {
  play: async ({ canvasElement, loaded, step }) => {
    const { sample, party, government } = loaded as Loaded;
    const link = canvasElement.querySelector<HTMLButtonElement>('[data-link]')!;
    const [first, second] = sample.topics;
    let added: string | undefined;
    await step('the right office loses its link, and both write', async () => {
      link.click();
      expect(government.sync.status === 'offline', 'the right office should be offline');
      const left = party.content.titleOf(first!)!;
      left.replace(0, 0, '（会前稿）');
      const right = government.content.titleOf(first!)!;
      right.replace(right.value.length, 0, '，附数据表');
      government.content.setTopic(second!, { reporter: '县水利局局长' });
      added = government.content.addTopic({ title: '关于汛期值班安排的请示', proposer: '县应急管理局' });
      const result = await government.send({ type: 'topic.submit', subject: added, payload: {} });
      expect(!result.ok && result.problem === null, 'the step should wait for the link');
      expect(government.sync.unsaved > 0, 'what the right office wrote should count as unsaved');
    });
    await step('the link is back, and both show the same', async () => {
      link.click();
      for (const { content } of [party, government]) {
        const title = content.topic(first!)!.title;
        expect(title.startsWith('（会前稿）') && title.endsWith('，附数据表'), `merged title: ${title}`);
        expect(content.topic(second!)!.reporter === '县水利局局长', 'the reporter should have arrived');
      }
      expect(government.sync.unsaved === 0, 'nothing should be unsaved');
      const sealed = await entryOf(party, added);
      expect(sealed.type === 'topic.submit' && sealed.late, 'the step should be sealed as given offline');
    });
  },
};

/** The first entry about a subject, as soon as there is one. */
function entryOf(session: AgendaSession, subject: string | undefined): Promise<SealedEntry> {
  return new Promise((resolve) => {
    const look = (): void => {
      const entry = session.record.entries.find((each) => each.subject === subject);
      if (!entry) return;
      stop();
      resolve(entry);
    };
    const stop = session.subscribe(look);
    look();
  });
}

function expect(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise);
}
