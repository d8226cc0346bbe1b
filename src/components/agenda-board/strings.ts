import type { Tables } from '../shared/strings.js';
import { en } from './strings.en.js';
import { zh } from './strings.zh.js';

/** The board's words. The Chinese table is the model; the English one must have each of its keys to compile. */
export type AgendaWords = typeof zh;

export const AGENDA_WORDS: Tables<AgendaWords> = { 'zh-CN': zh, en };
