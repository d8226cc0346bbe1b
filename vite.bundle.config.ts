import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { OWN_KEYS, ownKeys } from './tools/own-keys.mjs';
import { secondCopy } from './tools/second-copy.mjs';
import { shippedCode } from './tools/shipped-code.mjs';

const { plugins, oxc, transform } = shippedCode({ short: true });
const hasOwn = fileURLToPath(new URL('src/has-own.ts', import.meta.url));
const plainJson = fileURLToPath(new URL('src/model/plain-json.ts', import.meta.url));

/** `dist/siban.js`: one classic script with everything inside, for portals without a build. */
export default defineConfig({
  publicDir: false,
  plugins: [...plugins, ownKeys()],
  oxc,
  define: { 'process.env.NODE_ENV': '"production"' },
  build: {
    target: ['chrome78'],
    outDir: 'dist',
    emptyOutDir: false,
    sourcemap: true,
    lib: { entry: 'src/bundle.ts', formats: ['iife'], name: 'Siban', fileName: () => 'siban.js' },
    // Lowering adds no API: what a dependency calls and the floor lacks is replaced, without touching the page's globals.
    // And JSON is written as it is meant, also where prototype.js has its own view of arrays.
    rolldownOptions: {
      transform: {
        ...transform,
        inject: { 'Object.hasOwn': [hasOwn, 'hasOwn'], 'JSON.stringify': [plainJson, 'plainJson'] },
      },
      output: { intro: secondCopy() + OWN_KEYS },
    },
  },
});
