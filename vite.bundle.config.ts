import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { secondCopy } from './tools/second-copy.mjs';
import { shippedCode } from './tools/shipped-code.mjs';

const { plugins, oxc, transform } = shippedCode({ short: true });
const hasOwn = fileURLToPath(new URL('src/has-own.ts', import.meta.url));

/** `dist/siban.js`: one classic script with everything inside, for portals without a build. */
export default defineConfig({
  publicDir: false,
  plugins,
  oxc,
  define: { 'process.env.NODE_ENV': '"production"' },
  build: {
    target: ['chrome78'],
    outDir: 'dist',
    emptyOutDir: false,
    sourcemap: true,
    lib: { entry: 'src/bundle.ts', formats: ['iife'], name: 'Siban', fileName: () => 'siban.js' },
    // Lowering adds no API: what a dependency calls and the floor lacks is replaced, without touching the page's globals.
    rolldownOptions: {
      transform: { ...transform, inject: { 'Object.hasOwn': [hasOwn, 'hasOwn'] } },
      output: { intro: secondCopy() },
    },
  },
});
