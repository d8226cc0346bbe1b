// Over 300 lines: the same table in two languages, to be kept alike.
import type { JsonObject } from '../model/json.js';
import type { ProcedureStep } from '../model/agenda/topic-state.js';
import type { MeetingRuleId } from './meetings/index.js';
import { listParam, momentParam, numberParam, pairsParam, textParam } from './params.js';
import type { Finding } from './rule.js';

export type RuleLanguage = 'zh-CN' | 'en';
export type RuleId = MeetingRuleId | 'secrecy_mark' | 'cipher_telegram' | 'internal_mark';

/** What is said of a finding: facts and the next step; it accuses nobody. */
export interface RuleWords {
  /** The rule in a word or two. */
  readonly name: string;
  /** The fact in a few words, for a chip: 迟 21 小时 40 分. */
  readonly fact: (params: JsonObject) => string;
  /** The fact in a sentence, and what to do next. */
  readonly message: (params: JsonObject) => string;
}

export interface RuleStrings {
  readonly steps: Readonly<Record<ProcedureStep, string>>;
  readonly rules: Readonly<Record<RuleId, RuleWords>>;
}

const zhSteps: RuleStrings['steps'] = {
  submitted: '提请',
  leader_signed: '分管领导审签',
  office_reviewed: '办公室审核',
  top_approved: '主要领导审定',
  scheduled: '列入议程',
};

const enSteps: RuleStrings['steps'] = {
  submitted: 'submission',
  leader_signed: 'signature of the leader in charge',
  office_reviewed: 'office review',
  top_approved: 'final approval',
  scheduled: 'listing on the agenda',
};

function stepName(steps: RuleStrings['steps'], step: string): string {
  return steps[step as ProcedureStep];
}

function zhDuration(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${rest} 分钟`;
  return rest === 0 ? `${hours} 小时` : `${hours} 小时 ${rest} 分`;
}

function enDuration(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

const zhSecret = '请立即移出本系统，改用涉密渠道办理。未标密不等于可以公开。';
const enSecret =
  'Take it out of this system at once and use the channel for classified papers. An unmarked text is not thereby public.';

const zh: RuleStrings = {
  steps: zhSteps,
  rules: {
    LATE: {
      name: '迟报',
      fact: (params) =>
        numberParam(params, 'minutes') === 0 ? '恰在截止时刻' : `迟 ${zhDuration(numberParam(params, 'minutes'))}`,
      message(params) {
        const what = textParam(params, 'cause') === 'signature' ? '分管领导审签' : '材料送达';
        const minutes = numberParam(params, 'minutes');
        const how = minutes === 0 ? '按设置截止时刻本身不计入按时' : `迟 ${zhDuration(minutes)}`;
        return `${what}时间为 ${momentParam(params, 'at')}，截止时间为 ${momentParam(params, 'deadline')}，${how}。请转入下次会议，或经主要领导同意后登记豁免。`;
      },
    },
    OUT_OF_PROCEDURE: {
      name: '程序有缺',
      fact(params) {
        const missing = listParam(params, 'missing').map((step) => stepName(zhSteps, step));
        return missing.length > 0 ? `缺${missing.join('、')}` : '环节时间倒置';
      },
      message(params) {
        const missing = listParam(params, 'missing').map((step) => stepName(zhSteps, step));
        const reversed = pairsParam(params, 'reversed').map(
          ([step, after]) => `${stepName(zhSteps, after)}早于${stepName(zhSteps, step)}`,
        );
        const facts = [...(missing.length > 0 ? [`缺${missing.join('、')}环节`] : []), ...reversed];
        return `${facts.join('；')}。请补办或核对办理时间，并说明情况。`;
      },
    },
    MATERIAL_MISSING: {
      name: '材料不全',
      fact: (params) => `缺${listParam(params, 'missing').join('、')}`,
      message: (params) => `尚未收到：${listParam(params, 'missing').join('、')}。请提请单位补送，收到后登记。`,
    },
    AD_HOC: {
      name: '临时动议',
      fact: () => '临时动议',
      message: () => '本议题为临时动议。请记明同意上会的会议主持人及理由。',
    },
    UNCOORDINATED: {
      name: '未协调一致',
      fact: () => '未协调一致',
      message: () => '有关单位尚未协调一致。请先行协商，并附各方意见及采纳情况。',
    },
    CLASSIFIED_MARK: {
      name: '涉密标志',
      fact: (params) => `涉密标志${textParam(params, 'level') && `：${textParam(params, 'level')}`}`,
      message: (params) => `发现涉密标志（${listParam(params, 'fields').join('、')}）。${zhSecret}`,
    },
    LEAVE_NOT_APPROVED: {
      name: '请假未批',
      fact: (params) => `${textParam(params, 'person') || '未具名人员'}请假未批`,
      message: (params) =>
        `${textParam(params, 'person') || '未具名人员'}的请假没有批准人。请报会议主要领导或主持人批准后登记。`,
    },
    PREREQUISITE_OPEN: {
      name: '前置未办结',
      fact: (params) => `${listParam(params, 'names').join('、')}未办结`,
      message: (params) => `前置事项未办结：${listParam(params, 'names').join('、')}。请办结后登记依据，再行审核。`,
    },
    READING_SHORT: {
      name: '审阅时间不足',
      fact: (params) => `审阅余量 ${zhDuration(numberParam(params, 'minutes'))}`,
      message: (params) =>
        `从材料锁定到开会，领导审阅只有 ${zhDuration(numberParam(params, 'minutes'))}工作时间，少于 ${numberParam(params, 'hours')} 小时。请说明情况，或转入下次会议。`,
    },
    REPORTER_NOT_HEAD: {
      name: '非主要负责人汇报',
      fact: () => '非主要负责人汇报',
      message: (params) =>
        `汇报人${textParam(params, 'name')}不是单位主要负责人。请由主要负责人汇报，或经主持人同意后登记。`,
    },
    TOPIC_LONG: {
      name: '单项过长',
      fact: (params) => `计划 ${numberParam(params, 'minutes')} 分钟`,
      message: (params) =>
        `本项计划 ${numberParam(params, 'minutes')} 分钟，超过 ${numberParam(params, 'limit')} 分钟。请压缩汇报，或分项上会。`,
    },
    REPORT_LONG: {
      name: '汇报过长',
      fact: (params) => `汇报稿 ${numberParam(params, 'reportCharacters')} 字`,
      message: (params) =>
        `汇报稿 ${numberParam(params, 'reportCharacters')} 字，超过 ${numberParam(params, 'limit')} 字。请精简。`,
    },
    DISSENT_OPEN: {
      name: '会签有分歧',
      fact: () => '会签有分歧',
      message: (params) => `会签有未解决的分歧：${textParam(params, 'dissent')}。请先行协调，并附各方意见。`,
    },
    MATERIAL_CHANGED: {
      name: '锁定后换件',
      fact: (params) => `锁定后换件：${listParam(params, 'names').join('、')}`,
      message: (params) => `锁定后更换了：${listParam(params, 'names').join('、')}。先前的阅件记录作废，请重新送阅。`,
    },
    DECISION_WITHOUT_TASK: {
      name: '议定事项未转办',
      fact: () => '议定事项未转办',
      message: () => '会议已结束，议定事项还没有承办单位、责任人和时限。请转督办，或写明没有督办事项的理由。',
    },
    QUORUM_SHORT: {
      name: '到会不过半',
      fact: (params) => `实到 ${numberParam(params, 'present')} 人，应到 ${numberParam(params, 'total')} 人`,
      message: (params) =>
        `实到 ${numberParam(params, 'present')} 人，应到 ${numberParam(params, 'total')} 人，未过半数。请核对签到，或改期。`,
    },
    secrecy_mark: {
      name: '涉密标志',
      fact: (params) => textParam(params, 'level') + (textParam(params, 'period') && `★${textParam(params, 'period')}`),
      message: (params) => `第 ${numberParam(params, 'line')} 行有涉密标志。${zhSecret}`,
    },
    cipher_telegram: {
      name: '密码电报',
      fact: () => '密码电报',
      message: (params) => `第 ${numberParam(params, 'line')} 行为密码电报标题。${zhSecret}`,
    },
    internal_mark: {
      name: '内部标志',
      fact: () => '内部标志',
      message: (params) => `第 ${numberParam(params, 'line')} 行注明限于内部。请确认是否适合放在本系统内办理。`,
    },
  },
};

const en: RuleStrings = {
  steps: enSteps,
  rules: {
    LATE: {
      name: 'Late',
      fact: (params) =>
        numberParam(params, 'minutes') === 0 ? 'At the cut-off' : `${enDuration(numberParam(params, 'minutes'))} late`,
      message(params) {
        const what = textParam(params, 'cause') === 'signature' ? 'The leader in charge signed' : 'The papers came in';
        const minutes = numberParam(params, 'minutes');
        const how = minutes === 0 ? 'and that moment itself no longer counts' : `${enDuration(minutes)} later`;
        return `${what} at ${momentParam(params, 'at')}; the cut-off was ${momentParam(params, 'deadline')}, ${how}. Move the topic to the next meeting, or record the top leader's waiver.`;
      },
    },
    OUT_OF_PROCEDURE: {
      name: 'Procedure incomplete',
      fact(params) {
        const missing = listParam(params, 'missing').map((step) => stepName(enSteps, step));
        return missing.length > 0 ? `No ${missing.join(', no ')}` : 'Steps out of order';
      },
      message(params) {
        const missing = listParam(params, 'missing').map((step) => `No ${stepName(enSteps, step)} is recorded`);
        const reversed = pairsParam(params, 'reversed').map(
          ([step, after]) => `The ${stepName(enSteps, after)} is dated before the ${stepName(enSteps, step)}`,
        );
        return `${[...missing, ...reversed].join('; ')}. Make up for the step or check its time, and say how it came about.`;
      },
    },
    MATERIAL_MISSING: {
      name: 'Papers incomplete',
      fact: (params) => `Missing: ${listParam(params, 'missing').join(', ')}`,
      message: (params) =>
        `Not yet received: ${listParam(params, 'missing').join(', ')}. Ask the proposing unit for it and record the receipt.`,
    },
    AD_HOC: {
      name: 'Ad hoc motion',
      fact: () => 'Ad hoc motion',
      message: () => 'The topic is an ad hoc motion. Record which chair agreed to it, and why.',
    },
    UNCOORDINATED: {
      name: 'Not yet agreed',
      fact: () => 'Units have not agreed',
      message: () => 'The units concerned have not agreed yet. Consult them first and attach their views.',
    },
    CLASSIFIED_MARK: {
      name: 'Secrecy mark',
      fact: (params) => `Secrecy mark${textParam(params, 'level') && `: ${textParam(params, 'level')}`}`,
      message: (params) => `Secrecy mark in ${listParam(params, 'fields').join(', ')}. ${enSecret}`,
    },
    LEAVE_NOT_APPROVED: {
      name: 'Leave not approved',
      fact: (params) => `Leave of ${textParam(params, 'person') || 'somebody unnamed'} not approved`,
      message: (params) =>
        `Nobody is named who approved the leave of ${textParam(params, 'person') || 'somebody unnamed'}. Ask the top leader or the chair, and record the approval.`,
    },
    PREREQUISITE_OPEN: {
      name: 'Prerequisite open',
      fact: (params) => `Open: ${listParam(params, 'names').join(', ')}`,
      message: (params) =>
        `Not done yet: ${listParam(params, 'names').join(', ')}. Have it done and record the proof before the review.`,
    },
    READING_SHORT: {
      name: 'Too little reading time',
      fact: (params) => `${enDuration(numberParam(params, 'minutes'))} to read`,
      message: (params) =>
        `From the lock of the papers to the meeting leaders have ${enDuration(numberParam(params, 'minutes'))} of working time, less than ${numberParam(params, 'hours')} h. Give the reason, or move the topic to the next meeting.`,
    },
    REPORTER_NOT_HEAD: {
      name: 'Presenter does not head the unit',
      fact: () => 'Presenter does not head the unit',
      message: (params) =>
        `The presenter${textParam(params, 'name') && ` ${textParam(params, 'name')}`} does not head the unit. Let the head present, or record that the chair agrees.`,
    },
    TOPIC_LONG: {
      name: 'Topic too long',
      fact: (params) => `${numberParam(params, 'minutes')} min planned`,
      message: (params) =>
        `The topic is planned for ${numberParam(params, 'minutes')} min, more than ${numberParam(params, 'limit')}. Shorten the report, or split the topic.`,
    },
    REPORT_LONG: {
      name: 'Report too long',
      fact: (params) => `${numberParam(params, 'reportCharacters')} characters`,
      message: (params) =>
        `The report has ${numberParam(params, 'reportCharacters')} characters, more than ${numberParam(params, 'limit')}. Shorten it.`,
    },
    DISSENT_OPEN: {
      name: 'Units disagree',
      fact: () => 'Units disagree',
      message: (params) =>
        `Units that were asked do not agree: ${textParam(params, 'dissent')}. Consult them first and attach their views.`,
    },
    MATERIAL_CHANGED: {
      name: 'Exchanged after the lock',
      fact: (params) => `Exchanged after the lock: ${listParam(params, 'names').join(', ')}`,
      message: (params) =>
        `Exchanged after the lock: ${listParam(params, 'names').join(', ')}. Earlier readings are void; send it to the readers again.`,
    },
    DECISION_WITHOUT_TASK: {
      name: 'Decision without follow-up',
      fact: () => 'Decision without follow-up',
      message: () =>
        'The meeting is over and nobody is named to see to the decision. Hand it over with unit, person and date, or give the reason why there is nothing to do.',
    },
    QUORUM_SHORT: {
      name: 'No quorum',
      fact: (params) => `${numberParam(params, 'present')} of ${numberParam(params, 'total')} present`,
      message: (params) =>
        `${numberParam(params, 'present')} of ${numberParam(params, 'total')} members are present, not more than half. Check who has signed in, or choose another day.`,
    },
    secrecy_mark: {
      name: 'Secrecy mark',
      fact: (params) => textParam(params, 'level') + (textParam(params, 'period') && `★${textParam(params, 'period')}`),
      message: (params) => `Line ${numberParam(params, 'line')} carries a secrecy mark. ${enSecret}`,
    },
    cipher_telegram: {
      name: 'Cipher telegram',
      fact: () => 'Cipher telegram',
      message: (params) => `Line ${numberParam(params, 'line')} is the heading of a cipher telegram. ${enSecret}`,
    },
    internal_mark: {
      name: 'For internal use',
      fact: () => 'For internal use',
      message: (params) =>
        `Line ${numberParam(params, 'line')} keeps the text to people inside. Decide whether it may be handled here.`,
    },
  },
};

export const RULE_STRINGS: Readonly<Record<RuleLanguage, RuleStrings>> = { 'zh-CN': zh, en };

/** The words for a finding's rule; undefined for a rule of a newer release. */
export function wordsFor(finding: Pick<Finding, 'rule'>, language: RuleLanguage): RuleWords | undefined {
  const { rules } = RULE_STRINGS[language];
  return Object.prototype.hasOwnProperty.call(rules, finding.rule) ? rules[finding.rule as RuleId] : undefined;
}
