import { createHash } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Mandate } from '../../rules/mandate.ts';
import { repository } from '../repository.ts';
import { bundle } from './bundle.ts';
import { type BundleSize, bundleSize } from './bundle-size.ts';

export interface BuiltFunction extends BundleSize {
  /** Bytes of the reader of mandates in YAML, which only a function with MANDATE_FILE loads. */
  readonly mandateReader: number;
}

/**
 * Builds `handlers/<name>.ts` into `folder`, whose content it replaces, with the checked mandate beside it as JSON.
 *
 * @throws esbuild's errors, already printed.
 */
export async function buildFunction(
  { name, folder }: { readonly name: string; readonly folder: string },
  mandate: Mandate,
): Promise<BuiltFunction> {
  await rm(folder, { recursive: true, force: true });
  const main = await bundle({ name: 'index', entry: `handlers/${name}.ts`, folder });
  const reader = await bundle({ name: 'mandate-reader', entry: 'rules/mandate.ts', folder });
  await writeFile(join(folder, 'mandate.json'), JSON.stringify(mandate));
  await writeFile(join(folder, 'template.sha256'), await templateHash());
  return { ...bundleSize(main), mandateReader: bundleSize(reader).whole };
}

/**
 * SAM publishes a version when the code changes, and only then: with this beside it, a changed timeout or variable of the
 * function goes live too.
 */
async function templateHash(): Promise<string> {
  const template = await readFile(join(repository, 'template.yaml'));
  return createHash('sha256').update(template).digest('hex');
}
