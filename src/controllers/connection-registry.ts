import { ServerConnection } from '../sync/server-connection.js';
import { browserEnvironment, type Environment } from '../sync/environment.js';
import { tokenFromUrl, type TokenProvider } from '../sync/token.js';

/** Where a tag finds its server and its person. */
export interface ConnectionSource {
  /** Address of the server; empty or relative ones are read from the page's own. */
  readonly server: string;
  readonly tokenSrc: string;
  /** Takes the place of `tokenSrc`. */
  readonly tokenProvider: TokenProvider | undefined;
  /** `none` keeps nothing in the browser, and reads nothing that was kept. */
  readonly cache: 'none' | '';
}

export interface TakenConnection {
  readonly connection: ServerConnection;
  /** Gives it back; the last one to do so closes it, once everything typed is saved. */
  release(): void;
}

interface Shared {
  readonly source: ConnectionSource;
  readonly connection: ServerConnection;
  users: number;
}

const open: Shared[] = [];

/** Whether two tags mean the same server, the same person, and the same about keeping. */
export function isSameSource(a: ConnectionSource, b: ConnectionSource): boolean {
  if (a.server !== b.server || a.cache !== b.cache || a.tokenProvider !== b.tokenProvider) return false;
  return a.tokenProvider !== undefined || a.tokenSrc === b.tokenSrc;
}

/** The page's one connection for that server and person, or undefined when the source names neither URL nor provider. */
export function takeConnection(
  source: ConnectionSource,
  environment: () => Environment = browserEnvironment,
): TakenConnection | undefined {
  if (source.tokenSrc === '' && !source.tokenProvider) return undefined;
  let shared = open.find((each) => isSameSource(each.source, source));
  if (!shared) {
    shared = { source, connection: connect(source, environment()), users: 0 };
    open.push(shared);
  }
  shared.users++;
  let released = false;
  return {
    connection: shared.connection,
    release: () => {
      if (released) return;
      released = true;
      // An element that is moved in its page lets go and takes hold again in the same moment.
      setTimeout(() => release(shared));
    },
  };
}

function release(shared: Shared): void {
  if (--shared.users > 0) return;
  open.splice(open.indexOf(shared), 1);
  shared.connection.retire();
}

function connect(source: ConnectionSource, environment: Environment): ServerConnection {
  const { server, tokenSrc, tokenProvider, cache } = source;
  const provider = tokenProvider ?? tokenFromUrl(new URL(tokenSrc, document.baseURI).href, environment.fetch);
  return new ServerConnection({ server: new URL(server, document.baseURI).href, provider, cache, environment });
}
