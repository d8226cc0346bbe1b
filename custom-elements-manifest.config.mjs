export default {
  globs: ['src/components/**/*.ts', 'src/index.ts'],
  exclude: ['src/components/**/strings.ts', 'src/components/**/*.styles.ts'],
  outdir: 'dist',
  litelement: true,
  packagejson: false,
};
