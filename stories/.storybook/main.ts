import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { StorybookConfig } from '@storybook/web-components-vite';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const MANIFEST = 'virtual:custom-elements-manifest';

/** Reads the tags from their source, so that the pages about them need no build before. */
function manifest(): string {
  const folder = mkdtempSync(join(tmpdir(), 'siban-manifest-'));
  try {
    const analyzer = join(ROOT, 'node_modules/.bin/cem');
    const config = ['--config', 'custom-elements-manifest.config.mjs'];
    execFileSync(analyzer, ['analyze', ...config, '--outdir', relative(ROOT, folder), '--quiet'], { cwd: ROOT });
    return readFileSync(join(folder, 'custom-elements.json'), 'utf8');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const config: StorybookConfig = {
  stories: ['../**/*.stories.ts'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y'],
  framework: { name: '@storybook/web-components-vite', options: {} },
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  viteFinal: (vite) => ({
    ...vite,
    plugins: [
      ...(vite.plugins ?? []),
      {
        name: 'siban-manifest',
        resolveId: (id) => (id === MANIFEST ? `\0${MANIFEST}` : undefined),
        load: (id) => (id === `\0${MANIFEST}` ? `export default ${manifest()}` : undefined),
      },
    ],
  }),
};
export default config;
