import type { Office, Role } from './offices.js';
import type { AccessRule } from './room.js';

/** A person as the host portal's token names them. */
export interface Person {
  /** The token's `sub`. */
  readonly id: string;
  readonly name: string;
  readonly office: Office;
  readonly roles: readonly Role[];
}

/** A person together with what the token lets them open. */
export interface Identity extends Person {
  readonly access: readonly AccessRule[];
}

export function hasRole(person: { readonly roles: readonly string[] }, ...roles: readonly Role[]): boolean {
  return roles.some((role) => person.roles.includes(role));
}
