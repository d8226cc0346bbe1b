import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FOLDER = new URL('portals/', import.meta.url);

/**
 * Fills a portal's page: `{{name}}` becomes the value, escaped; `{{people}}` the list of those who can
 * be played. The page is read anew each time, so that a change shows at the next reload.
 * @param {string} office
 * @param {{ person: object, people: readonly object[], room: string, server: string, lang: string, theme: string }} view
 */
export function portalPage(office, view) {
  const template = readFileSync(fileURLToPath(new URL(`${office}/index.html`, FOLDER)), 'utf8');
  const values = {
    server: view.server,
    room: view.room,
    lang: view.lang,
    theme: view.theme,
    as: view.person.id,
    name: view.person.name,
    post: view.lang === 'en' ? view.person.postEn : view.person.post,
  };
  return template.replace(/\{\{(\w+)\}\}/g, (_, key) => {
    if (key === 'people') return view.people.map((person) => personLink(person, view)).join('\n');
    if (!Object.hasOwn(values, key)) throw new Error(`portals/${office}/index.html asks for {{${key}}}`);
    return escapeHtml(values[key]);
  });
}

function personLink(person, { person: current, room, lang, theme }) {
  const address = `?${new URLSearchParams({ as: person.id, room, lang, theme })}`;
  const here = person.id === current.id ? ' aria-current="true"' : '';
  const post = lang === 'en' ? person.postEn : person.post;
  return `<li><a href="${escapeHtml(address)}"${here}>${escapeHtml(person.name)} <small>${escapeHtml(post)}</small></a></li>`;
}

export function escapeHtml(text) {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
