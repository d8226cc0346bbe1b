/** What is noticed: tables of rules, the checks that run them, and the words for what they find. */
export * from './rule.js';
export { checkMeeting, deadlineOf, MEETING_RULES, type MeetingRuleId } from './meetings/index.js';
export { checkMarking, MARKING_RULES, type MarkingResult } from './secrecy/marking.js';
export {
  findSecrecyMarks,
  SECRECY_LEVELS,
  secrecyLevelOf,
  strictest,
  type SecrecyLevel,
  type SecrecyMark,
} from './secrecy/marks.js';
export { textsIn, type TextAt } from './secrecy/texts.js';
export { RULE_STRINGS, wordsFor, type RuleId, type RuleLanguage, type RuleStrings, type RuleWords } from './strings.js';
