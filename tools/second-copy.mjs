import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './run-command.mjs';

/**
 * What stands before everything else inside `siban.js`: where another copy has registered the tags, this one does nothing at all.
 * Without it a second copy would first run its libraries, of which Yjs complains on the console of every page that loads a script twice.
 * In the syntax of the oldest kernel, since nothing lowers it. What is said is what `src/define-elements.ts` says.
 */
export function secondCopy() {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const tags = Array.from(
    readFileSync(join(ROOT, 'src/define.ts'), 'utf8').matchAll(/'(siban-[a-z-]+)':/g),
    ([, tag]) => tag,
  );
  const names = tags.map((tag) => `<${tag}>`).join(', ');
  return `
    var sibanFirst = ${JSON.stringify(tags)}.map(function (tag) { return customElements.get(tag); });
    if (sibanFirst.every(Boolean)) {
      if (sibanFirst[0].version !== ${JSON.stringify(version)}) console.warn(
        ${JSON.stringify(names)} + ': already defined by version ' + (sibanFirst[0].version || 'unknown') + '; this page keeps it and version ' +
        ${JSON.stringify(version)} + ' is not used. Load one copy of siban per page.');
      return globalThis.Siban;
    }
  `;
}
