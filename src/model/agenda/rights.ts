import { isFourOffice, type Office, type Role } from '../offices.js';
import { hasRole, type Person } from '../person.js';
import type { Approver, Settings } from '../settings.js';
import { JOINT_MEETING } from './meeting.js';

/** What rights rest on besides the person: nothing of it can be edited by anybody. */
export interface RightsContext {
  /** Host office and kind of meeting as sealed in `room.created`. */
  readonly office: string;
  readonly kind: string;
  readonly approvers: Settings['approvers'];
  /** Office that submitted the topic in question; null when nobody did, a file did, or it is about the meeting. */
  readonly submittedBy: string | null;
}

/** Who may issue a command. Nobody else may: guests and auditors appear in no row. */
export interface Entitlement {
  /** The rule in words, for documentation. */
  readonly words: string;
  may(person: Person, context: RightsContext): boolean;
}

/** H: the office that hosts the meeting; of a joint meeting all four do. */
export function isHost(office: Office, context: Pick<RightsContext, 'office' | 'kind'>): boolean {
  return context.kind === JOINT_MEETING ? isFourOffice(office) : office === context.office;
}

/**
 * Who gives the final approval of a meeting's topics: what the settings say for its kind,
 * else the director of the Party office for a joint meeting, else the leader of the host office.
 */
export function approverOf(context: RightsContext): { readonly role: Role; readonly office: string } {
  if (Object.prototype.hasOwnProperty.call(context.approvers, context.kind)) return context.approvers[context.kind]!;
  if (context.kind === JOINT_MEETING) return { role: 'director', office: 'cpc' } satisfies Approver;
  return { role: 'leader', office: context.office };
}

export function anyOffice(...roles: Role[]): Entitlement {
  return { words: `${roles.join(', ')} of any office`, may: (person) => hasRole(person, ...roles) };
}

export function host(...roles: Role[]): Entitlement {
  return {
    words: `${roles.join(', ')} of the host office`,
    may: (person, context) => hasRole(person, ...roles) && isHost(person.office, context),
  };
}

export const FINAL_APPROVER: Entitlement = {
  words:
    'the approver that the settings name for the kind of meeting; else the leader of the host office, for a joint meeting the director of cpc',
  may(person, context) {
    const approver = approverOf(context);
    return hasRole(person, approver.role) && person.office === approver.office;
  },
};

/** All that take part in the work; a guest looks on, an auditor reads the trail. */
const WORKING_ROLES: readonly Role[] = ['leader', 'director', 'coordinator', 'clerk', 'reviewer', 'unit'];

export const AT_WORK: Entitlement = {
  words: 'anybody but guests and auditors',
  may: (person) => hasRole(person, ...WORKING_ROLES),
};

/** Before anybody has submitted there is nothing to take back: the row has no state for it, whoever asks. */
export const SUBMITTING_OFFICE: Entitlement = {
  words: 'anybody but guests and auditors of the office that submitted; of the host office for an imported topic',
  may(person, context) {
    if (!hasRole(person, ...WORKING_ROLES)) return false;
    return context.submittedBy === null ? isHost(person.office, context) : person.office === context.submittedBy;
  },
};

/** Who exactly depends on the conflict: see `maySettle`. */
export const MAY_SETTLE: Entitlement = {
  words:
    'whoever may issue a contested command and the chosen one, and did not write the chosen one; or an author who gives way to the only other side',
  may: (person) => hasRole(person, ...WORKING_ROLES),
};
