import js from '@eslint/js';
import tseslint from 'typescript-eslint';
import { configs as lit } from 'eslint-plugin-lit';
import { configs as wc } from 'eslint-plugin-wc';
import litA11y from 'eslint-plugin-lit-a11y';
import prettier from 'eslint-config-prettier';

/** Names that exist without an import, for `languageOptions.globals`. */
function readOnly(names) {
  return Object.fromEntries(names.split(' ').map((name) => [name, 'readonly']));
}

export default tseslint.config(
  { ignores: ['dist', 'dist-storybook', 'demo/.data', 'demo/dist', 'node_modules', 'test-results'] },
  js.configs.recommended,
  // The full-width space is punctuation of Chinese text, not a slip of the keyboard.
  { rules: { 'no-irregular-whitespace': ['error', { skipStrings: true, skipTemplates: true }] } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { project: './tsconfig.test.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'max-lines-per-function': ['warn', { max: 60, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['test/**/*.ts', 'demo/**/*.ts', 'stories/**/*.ts', 'tools/**/*.ts'],
    rules: {
      '@typescript-eslint/no-floating-promises': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      'max-lines-per-function': 'off',
    },
  },
  {
    files: ['src/components/**/*.ts'],
    ...lit['flat/recommended'],
  },
  { files: ['src/components/**/*.ts'], ...wc['flat/recommended'] },
  { files: ['src/components/**/*.ts'], plugins: { 'lit-a11y': litA11y }, rules: litA11y.configs.recommended.rules },
  {
    files: ['**/*.js', '**/*.mjs'],
    ignores: ['demo/portals/**'],
    languageOptions: {
      globals: readOnly(
        'AbortController AbortSignal Buffer URL URLSearchParams clearInterval clearTimeout console fetch performance process setInterval setTimeout TextDecoder TextEncoder WebSocket',
      ),
    },
  },
  {
    // What runs inside a page that a script drives, and in the portals themselves: kernels from Chromium 78 on.
    files: ['demo/portals/**/*.js'],
    languageOptions: {
      ecmaVersion: 2019,
      sourceType: 'script',
      globals: readOnly('URL URLSearchParams customElements document fetch history location setTimeout window'),
    },
  },
  {
    files: ['tools/story-check.mjs'],
    languageOptions: { globals: readOnly('document window') },
  },
  prettier,
);
