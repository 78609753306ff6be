import type { Metafile } from 'esbuild';

/** Bytes of a bundle, source maps left out. */
export interface BundleSize {
  /** What a cold start reads: the main file and everything that it imports at once. */
  readonly start: number;
  /** The same with every chunk that it may load later. */
  readonly whole: number;
}

/** Adds a bundle up from esbuild's account of it. */
export function bundleSize({ outputs }: Metafile): BundleSize {
  const main = Object.keys(outputs).filter(
    (path) => path.endsWith('.mjs') && isMain(outputs, path),
  );
  return {
    start: bytes(outputs, reached(outputs, main, isEager)),
    whole: bytes(
      outputs,
      reached(outputs, main, () => true),
    ),
  };
}

type Outputs = Metafile['outputs'];
type Import = Outputs[string]['imports'][number];

/** Chunks are made for somebody who imports them. */
function isMain(outputs: Outputs, path: string): boolean {
  return !Object.values(outputs).some(({ imports }) => imports.some((edge) => edge.path === path));
}

function isEager({ kind }: Import): boolean {
  return kind === 'import-statement';
}

/** Everything to be reached over the imports that `follow` admits. */
function reached(outputs: Outputs, from: readonly string[], follow: (edge: Import) => boolean) {
  const found = new Set(from);
  // A Set hands out what is added while it is walked.
  for (const path of found) {
    for (const edge of outputs[path]?.imports ?? []) {
      if (!edge.external && follow(edge)) found.add(edge.path);
    }
  }
  return found;
}

function bytes(outputs: Outputs, paths: Iterable<string>): number {
  return [...paths].reduce((sum, path) => sum + (outputs[path]?.bytes ?? 0), 0);
}
