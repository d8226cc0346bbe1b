/** The four offices in the fixed order of display: 县委办, 人大办, 政府办, 政协办 (brief §1). */
export const FOUR_OFFICES = ['cpc', 'npc', 'gov', 'cppcc'] as const;
export type FourOffice = (typeof FOUR_OFFICES)[number];

/** Every office that a person can belong to: the four, a unit that carries work out, or a partner outside. */
export const OFFICES = [...FOUR_OFFICES, 'unit', 'partner'] as const;
export type Office = (typeof OFFICES)[number];

/** What a person may be. One person may hold several. */
export const ROLES = ['leader', 'director', 'coordinator', 'clerk', 'reviewer', 'unit', 'guest', 'auditor'] as const;
export type Role = (typeof ROLES)[number];

export function isOffice(value: unknown): value is Office {
  return OFFICES.includes(value as Office);
}

export function isFourOffice(value: unknown): value is FourOffice {
  return FOUR_OFFICES.includes(value as FourOffice);
}

export function isRole(value: unknown): value is Role {
  return ROLES.includes(value as Role);
}
