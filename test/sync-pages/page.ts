import { IndexeddbPersistence } from 'y-indexeddb';
import * as Y from 'yjs';
import { BrowserKeeping } from '../../src/sync/browser-keeping.js';
import { browserEnvironment, type Environment } from '../../src/sync/environment.js';
import { RoomDocument } from '../../src/sync/room-document.js';
import { ServerConnection, type ServerConnectionOptions } from '../../src/sync/server-connection.js';
import { collectedState, takeOutMarks } from '../../src/store/take-out-marks.js';
import { TokenError, TokenKeeper, type TokenProvider } from '../../src/sync/token.js';

/** What a test can do in a page: the page's own classes over the browser's own storage. */
export interface PageScript {
  connect(
    options: Omit<ServerConnectionOptions, 'environment'> & { readonly environment?: Partial<Environment> },
  ): ServerConnection;
  /** The content document alone, past the gate of the store; refused marks are taken out of it. */
  content(server: string, person: string, room: string, provider: TokenProvider): Promise<RoomDocument>;
  /** y-indexeddb itself, over a document of its own. */
  yIndexeddb(name: string): IndexeddbPersistence;
  /** The portal knows nobody. */
  signIn(): TokenError;
}

declare global {
  interface Window {
    siban?: PageScript;
    /** Of the test that has the page: what was rejected in it and caught by nobody. */
    rejections?: string[];
  }
}

addEventListener('unhandledrejection', (event) => window.parent.rejections?.push(String(event.reason)));

window.siban = {
  connect: ({ environment, ...options }) =>
    new ServerConnection({ ...options, environment: { ...browserEnvironment(), random: () => 0, ...environment } }),
  content: async (server, person, room, provider) => {
    const environment = browserEnvironment();
    const kept = await new BrowserKeeping(environment, server, true).room(person, room);
    const document = new RoomDocument({
      url: `${server.replace('http', 'ws')}/ws`,
      room,
      part: 'content',
      tokens: new TokenKeeper(provider, environment.monotonic),
      environment,
      kept,
    });
    document.clean = () => {
      takeOutMarks(document.doc, ['meeting', 'topics']);
      return collectedState(document.doc);
    };
    return document;
  },
  yIndexeddb: (name) => new IndexeddbPersistence(name, new Y.Doc()),
  signIn: () => new TokenError('sign-in', 'nobody is signed in at the portal'),
};
