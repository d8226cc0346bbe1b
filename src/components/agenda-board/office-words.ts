import { approverOf } from '../../model/agenda/rights.js';
import { JOINT_MEETING } from '../../model/agenda/meeting.js';
import { agendaCommand } from '../../model/agenda/commands.js';
import { isFourOffice, isOffice, ROLES } from '../../model/offices.js';
import { rightsOf } from './command-choices.js';
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

/** Who of the host office may record that somebody allowed a finding, as the table of commands says: 县委办主任或联络员. */
export function recorder(scope: BoardScope): string {
  const { session, words, shared } = scope;
  const { office } = session.record.state;
  if (!isOffice(office)) return hostOffice(scope);
  const context = rightsOf(session.record.state, session.settings, null);
  const who = agendaCommand('finding.waive')?.who;
  const roles = ROLES.filter((role) => who?.may({ ...session.person, office, roles: [role] }, context));
  return words.exception.recorder(
    hostOffice(scope),
    roles.map((role) => shared.role[role]),
  );
}
