import { type BuildOptions, build, type Metafile } from 'esbuild';
import { repository } from '../repository.ts';
import {
  englishOnly,
  environmentCredentials,
  errorsByName,
  mandateReaderApart,
  noEndpointCache,
} from './bundle-plugins.ts';

/** One bundle: a file that Lambda can load, with the chunks beside it that it loads later. */
export interface BundleOrder {
  /** What it is called: `index` becomes `index.mjs`. */
  readonly name: string;
  /** Its main module: a path from the top of the repository, or source text. */
  readonly entry: string | { readonly contents: string };
  /** Where it goes. */
  readonly folder: string;
}

/**
 * Bundles a module with everything that it needs. What is imported lazily becomes chunks beside it.
 *
 * @returns esbuild's account of what went where, with paths from the top of the repository.
 * @throws esbuild's errors, already printed.
 */
export async function bundle(order: BundleOrder): Promise<Metafile> {
  const { folder } = order;
  const { metafile } = await build({ ...options, ...input(order), outdir: folder, metafile: true });
  return metafile;
}

const options = {
  absWorkingDir: repository,
  bundle: true,
  splitting: true,
  minify: true,
  keepNames: true, // so that a stack trace can be read
  sourcemap: 'linked',
  sourcesContent: false,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  outExtension: { '.js': '.mjs' },
  // All chunks lie flat beside the entry: `./mandate.json` means the same file in each of them.
  chunkNames: '[name]-[hash]',
  // ES modules shake, CommonJS does not. Naming `conditions` here would drop esbuild's own and undo it.
  mainFields: ['module', 'main'],
  legalComments: 'none',
  // The CommonJS modules among our dependencies ask for Node's own modules with `require`.
  banner: {
    js: `import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);`,
  },
  // The SDK loads it in browsers only.
  external: ['bowser'],
  plugins: [englishOnly, mandateReaderApart, errorsByName, environmentCredentials, noEndpointCache],
  logLevel: 'warning',
} satisfies BuildOptions;

function input({ name, entry }: BundleOrder): BuildOptions {
  if (typeof entry === 'string') return { entryPoints: { [name]: entry } };
  const stdin = { contents: entry.contents, resolveDir: repository, loader: 'ts' } as const;
  return { stdin, entryNames: name };
}
