/** What a class keeps to itself is nobody's to use: it stays out of the manifest. */
function withoutPrivateMembers() {
  return {
    name: 'without-private-members',
    packageLinkPhase({ customElementsManifest }) {
      for (const { declarations = [] } of customElementsManifest.modules) {
        for (const declaration of declarations) {
          declaration.members = declaration.members?.filter(
            ({ name, privacy }) => !name.startsWith('#') && privacy !== 'private' && privacy !== 'protected',
          );
        }
      }
    },
  };
}

export default {
  globs: ['src/components/**/*.ts', 'src/index.ts'],
  exclude: ['src/components/**/strings.ts', 'src/components/**/*.styles.ts'],
  outdir: 'dist',
  litelement: true,
  packagejson: false,
  plugins: [withoutPrivateMembers()],
};
