import { defineConfig } from 'vite';

/**
 * The ES modules of the package. Dependencies stay imports, so that a portal that bundles Lit and
 * Yjs itself gets one copy of each; whoever supports old kernels must lower those two as well
 * (see docs/embedding.md).
 */
export default defineConfig({
  publicDir: false,
  build: {
    // Syntax floor of the county desktops. It lowers syntax only: missing APIs are looked for by tools/check-syntax.mjs.
    target: ['chrome78'],
    outDir: 'dist',
    emptyOutDir: false,
    sourcemap: true,
    minify: false,
    lib: {
      formats: ['es'],
      entry: {
        index: 'src/index.ts',
        define: 'src/define.ts',
        'agenda-board': 'src/components/agenda-board/agenda-board.ts',
        workspace: 'src/components/workspace/workspace.ts',
        rules: 'src/rules/index.ts',
        model: 'src/model/index.ts',
        record: 'src/record/index.ts',
      },
    },
    rolldownOptions: {
      // Everything that is not ours: relative and absolute paths are ours, bare names are not.
      external: (id) => !id.startsWith('.') && !id.startsWith('/') && !/^[A-Za-z]:/.test(id) && !id.startsWith('\0'),
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
});
