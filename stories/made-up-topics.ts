import type { TopicInput } from '../src/model/agenda/meeting-input.js';

const UNITS = ['县水利局', '县教育体育局', '县林业局'];
const STEPS = ['submitted', 'leader_signed', 'office_reviewed', 'top_approved', 'scheduled'];

/** Topics number `from` to `to` of an agenda that is longer than any sample: on their way, in time, late, or with a paper missing. */
export function madeUpTopics(from: number, to: number): readonly TopicInput[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index): TopicInput => {
    const n = from + index;
    const required = ['议题提请单', '汇报材料'];
    return {
      id: `MADE-${n}`,
      title: `关于第 ${n} 件事项办理情况的汇报`,
      proposer: UNITS[n % UNITS.length]!,
      coordinated: n % 11 === 0 ? false : true,
      requiredMaterials: required,
      providedMaterials: n % 7 === 0 ? required.slice(0, 1) : required,
      materialsReceivedAt: `2024-04-${n % 9 === 0 ? '12' : '10'}T${String(8 + (n % 10)).padStart(2, '0')}:20:00+08:00`,
      adHoc: false,
      steps: STEPS.slice(0, n % 5).map((step, at) => ({ step, by: '某人', at: `2024-04-0${4 + at}T10:00:00+08:00` })),
    };
  });
}
