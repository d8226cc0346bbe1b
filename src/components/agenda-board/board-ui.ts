import type { HeldField } from '../../controllers/held-field.js';
import type { TopicId } from '../../model/agenda/topic.js';
import type { JsonObject } from '../../model/json.js';
import type { Problem } from '../../protocol/problems.js';
import type { MarkedText } from '../../store/take-out-marks.js';
import { KeptDrafts, KeptForms } from './kept-words.js';
import type { FalseAlarm, NumberOnly, StoppedText } from './stopped-text.js';

/** A step that somebody has begun to take: the form is open, nothing is sent yet. */
export interface CommandForm {
  readonly type: string;
  readonly subject: string;
  /** What the button said, for the headings. */
  readonly verb: string;
  /** For `finding.waive`: the rule; for `conflict.settle`: the entry chosen. */
  readonly about: string;
  /** What the topic said when the form was opened: what the person decides on. Null where the command does not ask. */
  readonly seen: JsonObject | null;
  readonly basis: string | null;
  readonly fields: Readonly<Record<string, string>>;
  readonly sending: boolean;
  /** Somebody has tried to seal it: what is missing is marked at its field. */
  readonly tried?: boolean;
  readonly refusal: Refusal | null;
  /** Fields of the comparison that the person has ticked as seen. */
  readonly looked: readonly string[];
}

/** Why a step was not sealed. `null` problem: no answer came. */
export interface Refusal {
  readonly problem: Problem | null;
}

/** Under what the words of a form are kept until it is sealed. */
export function formKey(form: Pick<CommandForm, 'type' | 'subject' | 'about'>): string {
  // Whichever side is ticked, the reason for settling a conflict is one.
  return [form.type, form.subject, form.type === 'conflict.settle' ? '' : form.about].join(' ');
}

export type OpenPanel =
  { readonly kind: 'topic'; readonly id: TopicId } | { readonly kind: 'meeting' } | { readonly kind: 'waiting' } | null;

export type MenuName = 'board' | 'steps';

/** A row that is being dragged, alone or with all that are selected. */
export interface Drag {
  readonly id: TopicId;
  readonly ids: ReadonlySet<TopicId>;
  /** Before how many of the rows that are not dragged it would land. */
  readonly place: number;
}

/** What is open, typed and ticked on this page. Nothing of it is shared. */
export class BoardUi {
  panel: OpenPanel = null;
  /** The row that holds the list's one tab stop. */
  focused: TopicId | null = null;
  filter = '';
  onlyFindings = false;
  help = false;
  /** The fields of the open topic are unfolded. */
  editing = false;
  /** The comparison with what was approved is unfolded. */
  comparing = false;
  form: CommandForm | null = null;
  /** The row whose conflict is unfolded, and the side that is ticked. */
  settling: { readonly subject: string; readonly choose: string; readonly reason: string } | null = null;
  /** Where the dragged row would land. */
  drag: Drag | null = null;
  /** Topics that are taken together, all of them listed on the page. */
  selection: ReadonlySet<TopicId> = new Set();
  /** Where a choice of several in a row begins. */
  anchor: TopicId | null = null;
  /** Rows that somebody else changed a moment ago. */
  fresh: ReadonlySet<string> = new Set();
  /** A text with a secrecy mark was stopped. */
  secretBlocked = false;
  /** What is typed into fields and not written yet, by field. */
  readonly drafts = new KeptDrafts();
  /** Fields whose words stay on this page because of a secrecy mark, by `<owner> <field>`; whoever typed them need not have been told yet. */
  readonly held = new Map<string, HeldField>();
  /** Fields whose words were called no mark on an earlier page, and went with it before the reason was sealed. */
  gone: readonly string[] = [];
  /** What is typed into forms of steps that are not sealed yet, by `formKey`. */
  readonly formDrafts = new KeptForms();
  /** Rows of leave in the order in which this panel came to show them: one that is being filled in does not move. */
  leaveOrder: readonly string[] = [];
  /** The ⋯ menu that is open: of the board, or of the steps of the open topic. */
  menu: MenuName | null = null;
  /** More banners than two are unfolded. */
  allBanners = false;
  /** Id of the waiting command that the person is asked about once more before it is dropped. */
  dropping: string | null = null;
  /** Fields of a refused command's comparison that its author has ticked as seen, by id of the command. */
  readonly lookedAt = new Map<string, readonly string[]>();
  /** The text that was copied last, by its key on the page, and whether the browser did it or the person has to. */
  copied: { readonly key: string; readonly how: 'copied' | 'selected' } | null = null;
  /** The text with a secrecy mark that the dialog asks about. */
  stopped: StoppedText | null = null;
  falseAlarm: FalseAlarm | null = null;
  /** The number alone is to stand in the place of the stopped text. */
  numberOnly: NumberOnly | null = null;
  /** Texts that the server sent back and that the person has done with. */
  readonly putAway = new Set<MarkedText>();
  /** What is said in the live region. */
  announcement = '';

  /** How many fields hold words that were not uploaded because of a secrecy mark. */
  get heldBack(): number {
    return this.marked.size;
  }

  /** Those fields whose author has been told. */
  get marked(): ReadonlySet<string> {
    return new Set([...this.held.values()].filter(({ told }) => told).map(({ key }) => key));
  }

  get openTopic(): TopicId | null {
    return this.panel?.kind === 'topic' ? this.panel.id : null;
  }
}
