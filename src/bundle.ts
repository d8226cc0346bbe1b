/** One script for portals without a build: registers every tag, and offers the classes as the global `Siban`. */
import './define.js';

export * from './index.js';
