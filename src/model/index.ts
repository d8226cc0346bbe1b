/** Plain data of the four offices: types, parsers, and the reducer that says what a record amounts to. */
export * from './agenda/commands.js';
export * from './agenda/meeting-input.js';
export * from './agenda/meeting.js';
export * from './agenda/meetings-file.js';
export * from './agenda/record-state.js';
export * from './agenda/topic-state.js';
export * from './agenda/topic.js';
export * from './command.js';
export * from './entry.js';
export type { InputProblem, InputProblemWord } from './input-problem.js';
export * from './json.js';
export * from './offices.js';
export type { Parsed } from './parsed.js';
export * from './person.js';
export * from './room.js';
export * from './settings.js';
export * from './time.js';
export * from './work-calendar.js';
