// The packages that the lists stand on, as much of them as the lists use.
export { LitElement, css, html, nothing, svg } from 'lit';
export { repeat } from 'lit/directives/repeat.js';
export { classMap } from 'lit/directives/class-map.js';
export * as Y from 'yjs';
export { WebsocketProvider } from 'y-websocket';
export { IndexeddbPersistence } from 'y-indexeddb';
