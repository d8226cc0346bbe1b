import type { ServerResponse } from 'node:http';
import { encodeProblem, type Problem } from '../../protocol/problems.js';

/** What a request is answered with. */
export interface Answer {
  readonly status: number;
  /** JSON, unless `text` is given. */
  readonly body?: unknown;
  readonly text?: { readonly type: string; readonly content: string };
}

/** Sent with everything: nothing here is a page, and nothing of it belongs in a cache. */
const HEADERS = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
};

/** Answers that are another one when the same is asked a moment later. */
const RETRIED = [429, 503];

export function sendAnswer(response: ServerResponse, { status, body, text }: Answer): void {
  if (text) send(response, status, text.type, text.content);
  else send(response, status, 'application/json; charset=utf-8', JSON.stringify(body));
}

export function sendProblem(response: ServerResponse, value: Problem): void {
  if (RETRIED.includes(value.status)) response.setHeader('Retry-After', '1');
  send(response, value.status, 'application/problem+json; charset=utf-8', encodeProblem(value));
}

function send(response: ServerResponse, status: number, type: string, content: string): void {
  response.writeHead(status, { ...HEADERS, 'Content-Type': type, 'Content-Length': Buffer.byteLength(content) });
  response.end(content);
}
