import { setCustomElementsManifest, type Preview } from '@storybook/web-components-vite';
import manifest from 'virtual:custom-elements-manifest';
import { argTypesOf, type Manifest } from '../arg-types.js';

setCustomElementsManifest(manifest);

const preview: Preview = {
  tags: ['autodocs'],
  parameters: {
    a11y: { test: 'error' },
    layout: 'padded',
    docs: { extractArgTypes: (tag: string) => argTypesOf(tag, manifest as Manifest) },
  },
};
export default preview;
