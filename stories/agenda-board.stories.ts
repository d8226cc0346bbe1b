import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { SibanAgendaBoard } from '../src/components/agenda-board/agenda-board.js';
import { SCENES, stage, type Scene, type Staged } from './scenes.js';

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
    scene: {
      control: 'select',
      options: SCENES,
      description: 'What has happened in the room.',
      table: { category: 'story' },
    },
    width: {
      control: { type: 'number', min: 0 },
      description: 'Width of the tag in pixels; 0 is all there is.',
      table: { category: 'story' },
    },
    theme: { control: 'select', options: ['light', 'dark', 'contrast', 'auto'] },
    density: { control: 'select', options: ['comfortable', 'compact'] },
    lang: { control: 'select', options: ['zh-CN', 'en'] },
  },
  loaders: [async ({ args }) => ({ staged: await stage(args.scene) })],
  render: (args, { loaded, viewMode }) => show(args, (loaded as { staged: Staged }).staged, viewMode === 'docs'),
  // The page of the docs shows a handful; every state has a story of its own.
  tags: ['!autodocs'],
};
export default meta;

/** Among the other words of the docs nothing is opened: a click or a dialog would take the focus, and the page with it. */
function show(args: Args, { session, sample, open, afterwards }: Staged, isAmongOthers: boolean): HTMLElement {
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
  if (!isAmongOthers) {
    void board.updateComplete.then(async () => {
      if (topic) board.shadowRoot?.querySelector<HTMLElement>(`[data-topic="${topic}"] .name`)?.click();
      await board.updateComplete;
      await afterwards?.(board);
    });
  }
  return frame;
}

type Story = StoryObj<Args>;

/** A meeting four days ahead: one topic late, one without a signature, one without its legal review. */
export const Overview: Story = { tags: ['autodocs'] };
export const English: Story = { args: { lang: 'en' }, tags: ['autodocs'] };
export const Dark: Story = { args: { theme: 'dark' } };
export const HighContrast: Story = { args: { theme: 'contrast' } };
export const Compact: Story = { args: { density: 'compact' } };
/** As on a phone, or in a narrow column of a portal: rows are cards, the panel takes the list's place. */
export const Narrow: Story = { args: { width: 360 }, tags: ['autodocs'] };

/** Two people decided apart; somebody who is neither of them chooses. */
export const Conflict: Story = { args: { scene: 'conflict' }, tags: ['autodocs'] };
/** The same, as one of the two sees it: they may only withdraw their own. */
export const ConflictForAParty: Story = { args: { scene: 'party' } };
export const ConflictSettled: Story = { args: { scene: 'settled' } };
export const ChangedAfterApproval: Story = { args: { scene: 'changed' } };
/** The place of the meeting was written twice, apart: both stand until somebody picks. */
export const ContestedPlace: Story = { args: { scene: 'contested-place' } };

export const ContestedStart: Story = { args: { scene: 'contested-start' } };
/** Somebody has picked one of the two. */
export const PickedPlace: Story = { args: { scene: 'picked-place' } };
/** The ground moves while an approval is being considered: it is refused, and what changed is shown. */
export const RefusedSinceItChanged: Story = { args: { scene: 'refused-changed' } };

export const Offline: Story = { args: { scene: 'offline' }, tags: ['autodocs'] };
export const ReadOnly: Story = { args: { scene: 'read-only' } };
export const Refused: Story = { args: { scene: 'refused' } };
export const SignedOut: Story = { args: { scene: 'expired' } };
export const SavedByANewerVersion: Story = { args: { scene: 'outdated' } };
export const RecordAlarm: Story = { args: { scene: 'alarm' }, tags: ['autodocs'] };
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
export const FiveHundredTopics: Story = { args: { scene: 'many' } };
export const FiveThousandTopics: Story = { args: { scene: 'thousands' } };

/** In the widths between a phone and a desk, and beyond one. */
export const ConflictOnATablet: Story = { args: { scene: 'conflict', width: 768 } };
export const ContestedStartOnATablet: Story = { args: { scene: 'contested-start', lang: 'en', width: 768 } };
export const OverviewOnAWideScreen: Story = { args: { width: 1920 } };
export const ConflictOnAWideScreen: Story = { args: { scene: 'conflict', width: 1920 } };

/** States in the other themes, where colours could say less than they do in the light one. */
export const ConflictInTheDark: Story = { args: { scene: 'conflict', theme: 'dark' } };
export const ConflictInHighContrast: Story = { args: { scene: 'conflict', theme: 'contrast' } };
export const ChangedInTheDark: Story = { args: { scene: 'changed', theme: 'dark' } };
export const ChangedInHighContrast: Story = { args: { scene: 'changed', theme: 'contrast' } };
export const WaitingInTheDark: Story = { args: { scene: 'queue-waiting', theme: 'dark' } };
export const WaitingInHighContrast: Story = { args: { scene: 'queue-waiting', theme: 'contrast' } };
export const RefusedStepInTheDark: Story = { args: { scene: 'queue-refused', theme: 'dark' } };
export const RefusedStepInHighContrast: Story = { args: { scene: 'queue-refused', theme: 'contrast' } };
export const AlarmInTheDark: Story = { args: { scene: 'alarm', theme: 'dark' } };
export const AlarmInHighContrast: Story = { args: { scene: 'alarm', theme: 'contrast' } };
export const MarkHeldInTheDark: Story = { args: { scene: 'secret-held', theme: 'dark' } };
export const MarkHeldInHighContrast: Story = { args: { scene: 'secret-held', theme: 'contrast' } };
export const OfflineInTheDark: Story = { args: { scene: 'offline', theme: 'dark' } };
export const OfflineInHighContrast: Story = { args: { scene: 'offline', theme: 'contrast' } };
export const ContestedPlaceInTheDark: Story = { args: { scene: 'contested-place', theme: 'dark' } };
export const ContestedPlaceInHighContrast: Story = { args: { scene: 'contested-place', theme: 'contrast' } };
