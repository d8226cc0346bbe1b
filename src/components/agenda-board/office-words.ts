import { approverOf } from '../../model/agenda/rights.js';
import { JOINT_MEETING } from '../../model/agenda/meeting.js';
import { isFourOffice, isOffice } from '../../model/offices.js';
import type { BoardScope } from './scope.js';

/** Name of the office that reviews topics of this meeting. */
export function hostOffice({ session, shared }: BoardScope): string {
  const { office, kind } = session.record.state;
  if (kind === JOINT_MEETING) return shared.office.cpc;
  return isOffice(office) ? shared.office[office] : office;
}

/** Who approves at the end of the chain, by the word that people use: 书记, 县长 … */
export function topLeader({ session, words, shared }: BoardScope): string {
  const { office, kind } = session.record.state;
  const approver = approverOf({ office, kind, approvers: session.settings.approvers, submittedBy: null });
  if (approver.role === 'leader' && isFourOffice(approver.office)) return words.topLeader[approver.office];
  if (kind === JOINT_MEETING && approver.office === 'cpc' && approver.role === 'director') return words.topLeader.joint;
  return isOffice(approver.office)
    ? `${shared.office[approver.office]}${shared.role[approver.role]}`
    : words.topLeader.other;
}
