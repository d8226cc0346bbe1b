// The client and its Yjs binding, with Yjs: what keeps one document the same on several pages. No interface.
export { createClient } from '@liveblocks/client';
export { getYjsProviderForRoom, LiveblocksYjsProvider } from '@liveblocks/yjs';
export * as Y from 'yjs';
