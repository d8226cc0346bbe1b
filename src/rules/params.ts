import type { Json, JsonObject } from '../model/json.js';

/** A text among a finding's params; empty when it is not there. */
export function textParam(params: JsonObject, key: string): string {
  const value = params[key];
  return typeof value === 'string' ? value : '';
}

export function numberParam(params: JsonObject, key: string): number {
  const value = params[key];
  return typeof value === 'number' ? value : 0;
}

export function listParam(params: JsonObject, key: string): readonly string[] {
  const value = params[key];
  return Array.isArray(value) ? (value as readonly Json[]).filter((item) => typeof item === 'string') : [];
}

/** Pairs of texts, as in `reversed`. */
export function pairsParam(params: JsonObject, key: string): readonly (readonly [string, string])[] {
  const value = params[key];
  if (!Array.isArray(value)) return [];
  return (value as readonly Json[]).flatMap((item) => {
    const [first, second] = Array.isArray(item) ? (item as readonly Json[]) : [];
    return typeof first === 'string' && typeof second === 'string' ? [[first, second] as const] : [];
  });
}

/** `2024-04-11 17:00` of an RFC 3339 time, as its own zone writes it; seconds only where there are any. */
export function momentParam(params: JsonObject, key: string): string {
  const [, date = '', time = '', seconds = '00'] = /^(.{10})T(.{5}):(\d{2})/.exec(textParam(params, key)) ?? [];
  return seconds === '00' ? `${date} ${time}`.trim() : `${date} ${time}:${seconds}`;
}
