import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FOLDER = new URL('portals/', import.meta.url);
const MEETINGS = new URL('data/meetings.json', import.meta.url);

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
    if (key === 'fallback') return fallback(view.room);
    if (!Object.hasOwn(values, key)) throw new Error(`portals/${office}/index.html asks for {{${key}}}`);
    return escapeHtml(values[key]);
  });
}

/**
 * What stands inside the tag until its script runs, and stays where none does: the topics as a portal would print them. A
 * portal of a county takes them from its own files; these are the samples.
 */
function fallback(room) {
  const { meetings } = JSON.parse(readFileSync(fileURLToPath(MEETINGS), 'utf8'));
  const meeting = meetings.find(({ id }) => `agenda/${id.toLowerCase()}` === room);
  const note = '<p>议题看板需要启用脚本。</p>';
  if (!meeting) return note;
  const rows = meeting.topics.map(
    ({ title, proposer }, index) =>
      `<tr><td>${index + 1}</td><td>${escapeHtml(title)}</td><td>${escapeHtml(proposer ?? '')}</td></tr>`,
  );
  const head = '<thead><tr><th>序</th><th>议题</th><th>提请单位</th></tr></thead>';
  return `${note}<table><caption>议题</caption>${head}<tbody>${rows.join('')}</tbody></table>`;
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
