import { createReadStream, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { ROOT } from '../tools/run-command.mjs';
import { personCalled, PORTALS } from './identity.mjs';
import { portalPage } from './portal-page.mjs';
import { HOST } from './ports.mjs';

const TYPES = { '.js': 'text/javascript', '.css': 'text/css', '.map': 'application/json', '.svg': 'image/svg+xml' };
const LANGUAGES = ['zh-CN', 'en'];
const THEMES = ['auto', 'light', 'dark', 'contrast'];
const FIRST_ROOM = 'agenda/m1';

/**
 * The web server of the four portals: their pages, the script of the package, and the identity
 * endpoint. It answers only under the names of this machine, so that no page from elsewhere can be
 * pointed at it.
 * @param {{ syncPort: number, issue: (person: object) => Promise<string> }} options
 */
export function createPortalServer({ syncPort, issue }) {
  const server = createServer((request, response) => {
    answer(request, response, { syncPort, issue, port: server.address().port }).catch((error) => {
      console.error(error);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  return server;
}

async function answer(request, response, { syncPort, issue, port }) {
  const hostName = [`${HOST}:${port}`, `localhost:${port}`].find((name) => name === request.headers.host);
  if (!hostName) return refuse(response, 421, 'This server answers as 127.0.0.1 and localhost only.');
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405, 'Only GET.');
  const { pathname, searchParams } = new URL(request.url, `http://${hostName}`);
  const serverUrl = `http://${hostName.replace(/:\d+$/, '')}:${syncPort}`;
  if (pathname === '/') return redirect(response, `/${PORTALS[0].office}/`);
  if (pathname === '/identity/token') return sendToken(response, searchParams, issue);
  const file = fileAt(pathname);
  if (file) return sendFile(response, file);
  const portal = PORTALS.find(({ office }) => pathname === `/${office}/` || pathname === `/${office}`);
  if (!portal) return refuse(response, 404, 'There is nothing here.');
  if (!pathname.endsWith('/')) return redirect(response, `${pathname}/`);
  sendPage(response, portal, searchParams, serverUrl);
}

async function sendToken(response, searchParams, issue) {
  const person = personCalled(searchParams.get('as') ?? '');
  if (!person) return refuse(response, 404, 'Nobody of that name. demo/people.json lists who there is.');
  response.writeHead(200, { ...headers('application/json'), 'cache-control': 'no-store' });
  response.end(JSON.stringify({ token: await issue(person) }));
}

function sendPage(response, { office, people }, searchParams, server) {
  const asked = personCalled(searchParams.get('as') ?? '');
  const person = asked && people.some(({ id }) => id === asked.id) ? asked : people[0];
  const page = portalPage(office, {
    person,
    people,
    server,
    room: searchParams.get('room') ?? FIRST_ROOM,
    lang: oneOf(LANGUAGES, searchParams.get('lang')),
    theme: oneOf(THEMES, searchParams.get('theme') ?? 'light'),
  });
  response.writeHead(200, {
    ...headers('text/html; charset=utf-8'),
    'cache-control': 'no-store',
    'content-security-policy': contentSecurityPolicy(server),
  });
  response.end(page);
}

/** Nothing inline, nothing from elsewhere, no HTML from strings but Lit’s own templates. */
export function contentSecurityPolicy(server) {
  return [
    "default-src 'self'",
    `connect-src 'self' ${server} ${server.replace(/^http/, 'ws')}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'self'",
    "require-trusted-types-for 'script'",
    "trusted-types lit-html 'allow-duplicates'",
  ].join('; ');
}

/** The file that a path stands for; undefined for everything that is not on this short list. */
function fileAt(pathname) {
  const script = /^\/(siban\.js(?:\.map)?)$/.exec(pathname);
  if (script) return join(ROOT, 'dist', script[1]);
  const own = /^\/(cpc|npc|gov|cppcc|shared)\/([a-z-]+\.(?:js|css|svg))$/.exec(pathname);
  return own ? join(ROOT, 'demo/portals', own[1], own[2]) : undefined;
}

function sendFile(response, path) {
  if (!existsSync(path)) return refuse(response, 404, 'There is nothing here.');
  response.writeHead(200, { ...headers(`${TYPES[extname(path)]}; charset=utf-8`), 'cache-control': 'no-cache' });
  createReadStream(path).pipe(response);
}

function redirect(response, location) {
  response.writeHead(302, { location });
  response.end();
}

function refuse(response, status, sentence) {
  response.writeHead(status, headers('text/plain; charset=utf-8'));
  response.end(`${sentence}\n`);
}

function headers(type) {
  return { 'content-type': type, 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' };
}

function oneOf(allowed, value) {
  return allowed.includes(value) ? value : allowed[0];
}
