import { createRecordState, type RecordState } from '../../src/model/agenda/record-state.js';
import { approvedContent, EMPTY_TOPIC, NO_ROWS, type Topic, type TopicId } from '../../src/model/agenda/topic.js';
import { MEETING_SUBJECT } from '../../src/model/agenda/topic-state.js';
import type { TopicState } from '../../src/model/agenda/topic-state.js';
import type { Command } from '../../src/model/command.js';
import { SYSTEM_AUTHOR, type SealedEntry } from '../../src/model/entry.js';
import type { JsonObject } from '../../src/model/json.js';
import type { Office, Role } from '../../src/model/offices.js';
import type { Person } from '../../src/model/person.js';
import { DEFAULT_SETTINGS, effectiveSettings, type Settings } from '../../src/model/settings.js';
import type { ProblemType } from '../../src/protocol/problems.js';
import { judge, type JudgeInput, type Judgement } from '../../src/record/judge.js';
import { contentDigest, emptyHead, headOf, seal, settingsHash } from '../../src/record/seal.js';

export const EPOCH = 'epoch-1';
/** The settings by which everything is judged here, and their hash. */
export const EFFECTIVE = effectiveSettings(DEFAULT_SETTINGS);
export const CONFIG = settingsHash(EFFECTIVE);

export function person(id: string, office: Office, ...roles: Role[]): Person {
  return { id, name: `${id}的姓名`, office, roles };
}

/** One person for each part that somebody plays in a Party meeting. */
export const PEOPLE = {
  unit: person('unit1', 'unit', 'unit'),
  clerk: person('clerk1', 'cpc', 'clerk'),
  director: person('director1', 'cpc', 'director'),
  coordinator: person('coordinator1', 'cpc', 'coordinator'),
  secretary: person('secretary1', 'cpc', 'leader'),
  govLeader: person('gleader1', 'gov', 'leader'),
  govDirector: person('gdirector1', 'gov', 'director'),
  govClerk: person('gclerk1', 'gov', 'clerk'),
  npcDirector: person('ndirector1', 'npc', 'director'),
  cppccDirector: person('cdirector1', 'cppcc', 'director'),
  guest: person('guest1', 'partner', 'guest'),
  auditor: person('auditor1', 'cpc', 'auditor'),
} as const;

export function topicOf(id: string, fields: Partial<Topic> = {}): Topic {
  return {
    ...EMPTY_TOPIC,
    ...NO_ROWS,
    id: id as TopicId,
    title: `关于${id}的汇报`,
    proposer: '县水利局',
    sponsor: '陆知行',
    reporter: '岑予安',
    attendUnits: [],
    kind: '审议',
    minutes: 15,
    notes: '',
    requiredMaterials: ['议题提请单', '汇报材料'],
    coordinated: true,
    rank: 'a0',
    removed: false,
    ...fields,
  };
}

export interface Asked {
  readonly basis?: string | null;
  /** The content the person saw; what stands there now unless given. */
  readonly seen?: JsonObject | null;
  readonly id?: string;
  readonly offline?: boolean;
  readonly witness?: Command['witness'];
}

/** A room without server and network: commands are judged, entries applied, everything in memory. */
export class SealedRoom {
  readonly room = 'agenda/m1';
  readonly state: RecordState = createRecordState();
  readonly topics = new Map<string, Topic>();
  settings: Pick<Settings, 'approvers'> = { approvers: {} };
  blocking: JudgeInput['blocking'] = () => [];
  flags: JudgeInput['flags'] = () => [];
  entryBytes: JudgeInput['entryBytes'];
  /** Milliseconds; every command takes one second. */
  now = Date.parse('2024-04-12T09:52:00.000Z');
  #ids = 0;

  constructor(kind = '县委常委会会议', office: Office = 'cpc') {
    const payload = { room: this.room, title: '县委常委会第7次会议', office, kind };
    this.sealBySystem('room.created', MEETING_SUBJECT, payload);
    for (const id of ['t1', 't2', 't3']) this.topics.set(id, topicOf(id));
  }

  get entries(): readonly SealedEntry[] {
    return this.state.entries;
  }

  get head(): { seq: number; hash: string } {
    return this.state.last ? headOf(this.state.last) : emptyHead(this.room);
  }

  topic(id = 't1'): TopicState {
    const state = this.state.topic(id);
    if (!state) throw new Error(`nothing was sealed about ${id}`);
    return state;
  }

  status(id = 't1'): string {
    return this.state.topic(id)?.status ?? 'new';
  }

  newest(id = 't1'): string | null {
    return this.state.stateLane(id).newest;
  }

  edit(id: string, fields: Partial<Topic>): void {
    this.topics.set(id, { ...this.topics.get(id)!, ...fields });
  }

  command(type: string, subject: string, payload: JsonObject, asked: Asked = {}): Command {
    this.#ids += 1;
    const topic = this.topics.get(subject);
    const seen = asked.seen === undefined ? (topic ? approvedContent(topic) : null) : asked.seen;
    return {
      id: asked.id ?? `command-${String(this.#ids).padStart(8, '0')}`,
      type,
      subject,
      payload,
      basis: asked.basis === undefined ? this.newest(subject) : asked.basis,
      seen: seen && contentDigest(seen),
      authoredAt: new Date(this.now).toISOString(),
      offline: asked.offline ?? false,
      witness: asked.witness ?? null,
    };
  }

  judge(by: Person, command: Command): Judgement {
    this.now += 1000;
    return judge({
      room: this.room,
      command,
      person: by,
      at: new Date(this.now).toISOString(),
      alg: 'SHA-256',
      salt: String(this.entries.length).padStart(32, '0'),
      record: this.state,
      head: this.head,
      epoch: EPOCH,
      content: { seq: 1, topic: (id) => this.topics.get(id) },
      settings: this.settings,
      configHash: CONFIG,
      blocking: this.blocking,
      flags: this.flags,
      entryBytes: this.entryBytes,
      marks: (text) => (text.includes('★') ? [{ rule: 'CLASSIFIED_MARK' }] : []),
    });
  }

  /** Judges and, where it is sealed, applies. */
  submit(by: Person, command: Command): Judgement {
    const judgement = this.judge(by, command);
    if (judgement.ok && !judgement.repeated) this.state.apply(judgement.sealed);
    return judgement;
  }

  ask(by: Person, type: string, payload: JsonObject = {}, asked: Asked = {}, subject = 't1'): Judgement {
    return this.submit(by, this.command(type, subject, payload, asked));
  }

  /** Asks for what has to be sealed. */
  seal(by: Person, type: string, payload: JsonObject = {}, asked: Asked = {}, subject = 't1'): SealedEntry {
    const judgement = this.ask(by, type, payload, asked, subject);
    if (!judgement.ok) throw new Error(`${type}: ${judgement.problem.type}: ${judgement.problem.title}`);
    return judgement.sealed;
  }

  /** Asks for what has to be refused. */
  refuse(by: Person, type: string, payload: JsonObject = {}, asked: Asked = {}, subject = 't1'): ProblemType {
    const judgement = this.ask(by, type, payload, asked, subject);
    if (judgement.ok) throw new Error(`${type} was sealed`);
    return judgement.problem.type;
  }

  sealBySystem(type: string, subject: string, payload: JsonObject, content: JsonObject | null = null): SealedEntry {
    this.#ids += 1;
    const entry = seal(
      {
        room: this.room,
        id: `system-${this.#ids}`,
        type,
        subject,
        payload,
        by: SYSTEM_AUTHOR,
        at: new Date(this.now).toISOString(),
        authoredAt: null,
        basis: null,
        late: false,
        outcome: 'stands',
        content: content && { seq: 1, snapshot: content },
        config: CONFIG,
      },
      this.head,
      '0'.repeat(32),
    );
    this.state.apply(entry);
    return entry;
  }

  /** Takes a new topic to a state. */
  bring(status: string, id = 't1'): this {
    if (status === 'new') return this;
    for (const [state, by, type, payload] of PROCEDURE_PATH) {
      this.seal(by, type, payload ?? {}, {}, id);
      if (state === status) return this;
      const side = SIDE_PATH[status];
      if (side) {
        this.seal(PEOPLE.director, side, { reason: '另行研究' }, {}, id);
        return this;
      }
      if (status === 'moved') {
        this.sealBySystem('topic.postpone', id, { to: 'agenda/pool-cpc', rule: 'LATE', reason: '', missing: [] });
        return this;
      }
      if (status === 'withdrawn') {
        this.seal(PEOPLE.unit, 'topic.withdraw', {}, {}, id);
        return this;
      }
    }
    throw new Error(`no way leads to ${status}`);
  }
}

const PROCEDURE_PATH: readonly (readonly [string, Person, string, JsonObject?])[] = [
  ['submitted', PEOPLE.unit, 'topic.submit'],
  ['leader_signed', PEOPLE.govLeader, 'topic.leaderSign'],
  ['office_reviewed', PEOPLE.clerk, 'topic.review'],
  ['top_approved', PEOPLE.secretary, 'topic.topApprove'],
  ['scheduled', PEOPLE.coordinator, 'topic.schedule'],
  ['locked', PEOPLE.director, 'topic.lock'],
  ['decided', PEOPLE.secretary, 'topic.decide'],
  ['tracked', PEOPLE.director, 'topic.track', { none: '听取汇报，无需督办' }],
];

/** States beside the procedure that are reached from `submitted`, and by what. */
const SIDE_PATH: { readonly [status: string]: string | undefined } = {
  returned: 'topic.return',
  deferred: 'topic.defer',
};
