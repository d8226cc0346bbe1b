import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { SibanAgendaBoard } from '../src/components/agenda-board/agenda-board.js';
import { stage, type Scene, type Staged } from './scenes.js';

if (!customElements.get('siban-agenda-board')) customElements.define('siban-agenda-board', SibanAgendaBoard);

interface Args {
  readonly scene: Scene;
  readonly theme: SibanAgendaBoard['theme'];
  readonly density: SibanAgendaBoard['density'];
  readonly lang: string;
  /** Width of the tag in pixels; 0 is all there is. */
  readonly width: number;
}

const meta: Meta<Args> = {
  title: 'Agenda board',
  component: 'siban-agenda-board',
  args: { scene: 'overview', theme: 'light', density: 'comfortable', lang: 'zh-CN', width: 0 },
  argTypes: {
    theme: { control: 'select', options: ['light', 'dark', 'contrast', 'auto'] },
    density: { control: 'select', options: ['comfortable', 'compact'] },
    lang: { control: 'select', options: ['zh-CN', 'en'] },
  },
  loaders: [async ({ args }) => ({ staged: await stage(args.scene) })],
  render: (args, { loaded }) => show(args, (loaded as { staged: Staged }).staged),
};
export default meta;

function show(args: Args, { session, sample, open, afterwards }: Staged): HTMLElement {
  const frame = document.createElement('div');
  if (args.width > 0) frame.style.width = `${args.width}px`;
  if (args.theme === 'dark') frame.style.background = '#11151b';
  const board = document.createElement('siban-agenda-board');
  board.lang = args.lang;
  board.theme = args.theme;
  board.density = args.density;
  board.room = 'agenda/m1';
  // Without a session it waits for a token that never comes.
  if (!session) board.tokenProvider = () => new Promise(() => undefined);
  board.session = session;
  frame.append(board);
  const topic = sample?.topics[open];
  if (topic) {
    void board.updateComplete.then(async () => {
      board.shadowRoot?.querySelector<HTMLElement>(`[data-topic="${topic}"] .name`)?.click();
      await board.updateComplete;
      await afterwards?.(board);
    });
  }
  return frame;
}

type Story = StoryObj<Args>;

/** A meeting four days ahead: one topic late, one without a signature, one without its legal review. */
export const Overview: Story = {};
export const English: Story = { args: { lang: 'en' } };
export const Dark: Story = { args: { theme: 'dark' } };
export const HighContrast: Story = { args: { theme: 'contrast' } };
export const Compact: Story = { args: { density: 'compact' } };
/** As on a phone, or in a narrow column of a portal: rows are cards, the panel takes the list's place. */
export const Narrow: Story = { args: { width: 360 } };

/** Two people decided apart; somebody who is neither of them chooses. */
export const Conflict: Story = { args: { scene: 'conflict' } };
/** The same, as one of the two sees it: they may only withdraw their own. */
export const ConflictForAParty: Story = { args: { scene: 'party' } };
export const ConflictSettled: Story = { args: { scene: 'settled' } };
export const ChangedAfterApproval: Story = { args: { scene: 'changed' } };
/** The place of the meeting was written twice, apart: both stand until somebody picks. */
export const ContestedPlace: Story = { args: { scene: 'contested-place' } };

export const Offline: Story = { args: { scene: 'offline' } };
export const ReadOnly: Story = { args: { scene: 'read-only' } };
export const Refused: Story = { args: { scene: 'refused' } };
export const SignedOut: Story = { args: { scene: 'expired' } };
export const SavedByANewerVersion: Story = { args: { scene: 'outdated' } };
export const RecordAlarm: Story = { args: { scene: 'alarm' } };
export const Empty: Story = { args: { scene: 'empty' } };
/** Edits and steps of a page that is offline: hatched rows, and what waits to be sealed in row and trail. */
export const WaitingToBeSealed: Story = { args: { scene: 'queue-waiting' } };
/** A step that waited was refused, since the ground has moved: what changed, and what can be done about it. */
export const RefusedAfterWaiting: Story = { args: { scene: 'queue-refused' } };
export const BrowserStorageFull: Story = { args: { scene: 'quota-full' } };
/** Offline, and the room was never opened on this machine. */
export const NeverOpenedAndOffline: Story = { args: { scene: 'blocking-offline' } };
export const NoPermission: Story = { args: { scene: 'no-permission' } };
/** A level alone on its line: it stays on this page until its author has cleared it, or said why it is no mark. */
export const SecrecyMarkHeld: Story = { args: { scene: 'secret-held' } };
export const SecrecyMarkRefused: Story = { args: { scene: 'secret-refused' } };
/** A text that the server sent back: shown to its author alone. */
export const SecrecyMarkTakenOut: Story = { args: { scene: 'secret-taken' } };
export const Loading: Story = { args: { scene: 'loading' } };
/** Of so many only the rows near what is in sight are in the page. */
export const FiveHundredTopics: Story = { args: { scene: 'many' }, tags: ['!autodocs'] };
export const FiveThousandTopics: Story = { args: { scene: 'thousands' }, tags: ['!autodocs'] };
