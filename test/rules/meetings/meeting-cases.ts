import { readFileSync } from 'node:fs';
import type { MeetingInput, TopicInput } from '../../../src/model/agenda/meeting-input.js';
import { parseSettings, type Settings } from '../../../src/model/settings.js';
import { checkMeeting } from '../../../src/rules/meetings/index.js';
import type { Finding } from '../../../src/rules/rule.js';

/** A file of the demo's data, fresh at each call, so that a test may change it. */
export function sampleJson(name: string) {
  return JSON.parse(readFileSync(new URL(`../../../demo/data/${name}`, import.meta.url), 'utf8'));
}

export function sampleSettings(changes: object = {}): Settings {
  const parsed = parseSettings({ ...sampleJson('config.json'), ...changes });
  if (!parsed.ok) throw new Error(`${parsed.problem.path}: ${parsed.problem.problem}`);
  return parsed.value;
}

const MATERIALS = ['议题提请单', '汇报材料', '分管领导签批件'];

/** A topic of Tuesday, 16 April 2024, with nothing to remark; the cut-off is 11 April, 17:00. */
export function cleanTopic(changes: object = {}): TopicInput {
  return {
    id: 'T1',
    title: '关于乡村道路养护的汇报',
    proposer: '县交通运输局',
    adHoc: false,
    coordinated: true,
    marking: null,
    requiredMaterials: MATERIALS,
    providedMaterials: MATERIALS,
    materialsReceivedAt: '2024-04-09T11:20:00+08:00',
    steps: cleanSteps(),
    ...changes,
  };
}

export function cleanSteps(): { step: string; by: string; at: string }[] {
  return [
    { step: 'submitted', by: '提请单位', at: '2024-04-08T09:30:00+08:00' },
    { step: 'leader_signed', by: '分管县领导', at: '2024-04-09T11:00:00+08:00' },
    { step: 'office_reviewed', by: '县委办综合股', at: '2024-04-10T15:00:00+08:00' },
    { step: 'top_approved', by: '县委书记', at: '2024-04-12T09:00:00+08:00' },
    { step: 'scheduled', by: '县委办综合股', at: '2024-04-12T16:00:00+08:00' },
  ];
}

export function meetingOf(topics: readonly TopicInput[], changes: object = {}): MeetingInput {
  return {
    id: 'M1',
    kind: '县委常委会会议',
    title: '第7次会议',
    startAt: '2024-04-16T09:00:00+08:00',
    topics,
    ...changes,
  };
}

/** The same object without one key. */
export function without<T extends object>(object: T, key: string): T {
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key)) as T;
}

/** Rule ids found for one topic with these changes, in the order of the table. */
export function flagsOf(topic: TopicInput, settings: Settings = sampleSettings()): string[] {
  return findingsOf(topic, settings).map((finding) => finding.rule);
}

export function findingsOf(topic: TopicInput, settings: Settings = sampleSettings()): Finding[] {
  return checkMeeting(meetingOf([topic]), settings);
}
