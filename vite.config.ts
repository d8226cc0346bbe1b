import { defineConfig } from 'vite';
import { shippedCode } from './tools/shipped-code.mjs';
import manifest from './package.json' with { type: 'json' };

const { plugins, oxc, transform } = shippedCode({ short: false });
const packages = Object.keys(manifest.dependencies);

/**
 * The ES modules of the package. Dependencies stay imports, so that a portal that bundles Lit and
 * Yjs itself gets one copy of each; whoever supports old kernels must lower those two as well
 * (see docs/embedding.md).
 */
export default defineConfig({
  publicDir: false,
  plugins,
  oxc,
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
      transform,
      // Our dependencies and what lies below their names; not the helpers that lowering adds, which nobody installs.
      external: (id) => packages.some((name) => id === name || id.startsWith(`${name}/`)),
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
});
