/** Classes, events and types; importing it registers nothing. For that there is `siban/define`. */
export { SibanAgendaBoard } from './components/agenda-board/agenda-board.js';
export { SibanWorkspace } from './components/workspace/workspace.js';
export * from './components/shared/events.js';
export { LANGUAGES, type Language } from './components/shared/strings.js';
export { defineElements, type Versioned } from './define-elements.js';
export { FOUR_OFFICES, OFFICES, ROLES, type FourOffice, type Office, type Role } from './model/offices.js';
export type { Entry, EntryAuthor, Outcome, SealedEntry } from './model/entry.js';
export type { ConnectionStatus, RecordAlarm } from './sync/room-session.js';
export type { Finding, Severity } from './rules/rule.js';
export type { Problem, ProblemType } from './protocol/problems.js';
