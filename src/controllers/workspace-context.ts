import { createContext } from '@lit/context';
import type { ServerConnection } from '../sync/server-connection.js';

/** What a `<siban-workspace>` gives to the tags inside it. */
export interface Workspace {
  /** Undefined while the workspace does not know where to get a token. */
  readonly connection: ServerConnection | undefined;
  /** Empty where the workspace says nothing. */
  readonly theme: string;
  readonly density: string;
  readonly office: string;
}

/**
 * One symbol a copy of this package, never `Symbol.for`: a tag of another version on the same page must not be
 * handed a connection that it does not understand. It falls back to its own attributes.
 */
export const workspaceContext = createContext<Workspace | undefined>(Symbol('siban'));
