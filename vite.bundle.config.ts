import { defineConfig } from 'vite';

/** `dist/siban.js`: one classic script with everything inside, for portals without a build. */
export default defineConfig({
  publicDir: false,
  define: { 'process.env.NODE_ENV': '"production"' },
  build: {
    target: ['chrome78'],
    outDir: 'dist',
    emptyOutDir: false,
    sourcemap: true,
    lib: { entry: 'src/bundle.ts', formats: ['iife'], name: 'Siban', fileName: () => 'siban.js' },
  },
});
