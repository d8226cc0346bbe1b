import { SourceMap } from 'node:module';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

export interface Bundle {
  readonly code: string;
  /** Bytes, minified. */
  readonly raw: number;
  /** Bytes, by gzip -9. */
  readonly gzip: number;
  readonly parts: readonly Part[];
}

/** What some modules of a bundle amount to. */
export interface Part {
  readonly name: string;
  readonly raw: number;
  /** Compressed by itself: together a little more than the whole. */
  readonly gzip: number;
}

/**
 * One script of an entry with everything in it, for the oldest kernel that is promised. `isOurs`: built as `dist/siban.js` is; else by the same bundler and
 * minifier, without what our own sources need.
 */
export async function bundleOf(entry: string, isOurs: boolean): Promise<Bundle> {
  const built = (await build({
    configFile: isOurs ? `${ROOT}vite.bundle.config.ts` : false,
    root: ROOT,
    logLevel: 'warn',
    publicDir: false,
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      ...(isOurs ? {} : { target: 'chrome78' }),
      write: false,
      sourcemap: true,
      lib: { entry: `${ROOT}${entry}`, formats: ['iife'], name: 'Bundle', fileName: () => 'bundle.js' },
    },
  })) as Rolldown.RolldownOutput[];
  const { code, map } = built[0]!.output[0];
  return { code, raw: Buffer.byteLength(code), gzip: gzipped(code), parts: partsOf(code, map!) };
}

function gzipped(text: string): number {
  return gzipSync(text, { level: 9 }).length;
}

/** Which part of the script came of which module, by its source map. */
function partsOf(code: string, map: Rolldown.SourceMap): readonly Part[] {
  const origins = new SourceMap({ ...map, sourceRoot: '' });
  const texts = new Map<string, string[]>();
  code.split('\n').forEach((line, at) => {
    let name = '';
    let from = 0;
    for (let column = 0; column <= line.length; column++) {
      const next = column === line.length ? null : partOf(origins.findEntry(at, column));
      if (next === name) continue;
      if (column > from) texts.set(name, [...(texts.get(name) ?? []), line.slice(from, column)]);
      name = next ?? '';
      from = column;
    }
  });
  return [...texts]
    .map(([name, pieces]) => ({ name: name === '' ? 'the rest' : name, text: pieces.join('') }))
    .map(({ name, text }) => ({ name, raw: Buffer.byteLength(text), gzip: gzipped(text) }))
    .sort((a, b) => b.raw - a.raw);
}

/** Packages by their name, our own modules by layer; of the components what is words and what is looks is told apart. */
function partOf(entry: object): string {
  const { originalSource = '' } = entry as { originalSource?: string };
  const [, name] = /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules)/.exec(originalSource) ?? [];
  if (name !== undefined) return name;
  const [, layer = '', file = ''] = /src\/([^/]+)\/(.*)$/.exec(originalSource) ?? [];
  if (layer !== 'components') return layer === '' ? '' : `src/${layer}`;
  if (/strings|words/.test(file)) return 'src/components, words';
  return file.endsWith('.styles.ts') ? 'src/components, styles' : 'src/components';
}
