import type { IncomingMessage, ServerResponse } from 'node:http';
import { isAllowedOrigin, type OriginRules } from '../origins.js';

/**
 * Lets pages of the allowed origins read answers, and answers their preflights; credentials never travel, the token
 * is a header (SEC-22). Returns false when the request is dealt with: a preflight, or a page from elsewhere.
 */
export function allowOrigin(rules: OriginRules, request: IncomingMessage, response: ServerResponse): boolean {
  const { origin } = request.headers;
  response.setHeader('Vary', 'Origin');
  // Without an Origin it is no page of another site: `allowMissing` is about sockets, which carry no header of their own.
  if (origin !== undefined && !isAllowedOrigin(rules, origin)) {
    response.writeHead(403).end();
    return false;
  }
  if (origin !== undefined) response.setHeader('Access-Control-Allow-Origin', origin);
  response.setHeader('Access-Control-Expose-Headers', 'Retry-After');
  if (request.method !== 'OPTIONS') return true;
  response.setHeader('Access-Control-Allow-Methods', 'GET, POST');
  response.setHeader('Access-Control-Allow-Headers', 'Authorization, Content-Type');
  response.setHeader('Access-Control-Max-Age', '600');
  response.writeHead(204).end();
  return false;
}
