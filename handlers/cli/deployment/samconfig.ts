import { extname } from 'node:path';
import type * as z from 'zod';
import { KnownFailure } from '../../../infra/aws/failure.ts';
import { readDocument } from '../read-document.ts';
import { type Override, readOverrides } from './parameter-overrides.ts';
import { plainToml } from './plain-toml.ts';
import { plainYaml } from './plain-yaml.ts';
import { SamconfigDocument } from './samconfig-document.ts';

/** What a samconfig says of a deployment. */
export interface Samconfig {
  /** In their order, as they are written: a parameter may occur twice. */
  readonly overrides: readonly Override[];
  readonly region?: string | undefined;
}

/**
 * What a samconfig gives to `sam deploy` when that is called without flags. As there, what `deploy` has stands for what
 * `global` has: the region, and the overrides, all of them.
 *
 * @throws KnownFailure `unreadable`, in one line.
 */
export async function readSamconfig(file: string): Promise<Samconfig> {
  const bytes = await readDocument(file, 'name the samconfig with --config');
  const read = SamconfigDocument.safeParse(await plain(file, new TextDecoder().decode(bytes)));
  if (!read.success) throw misshapen(file, read.error);
  const { global, deploy } = read.data.default ?? {};
  const { parameter_overrides: texts = [], region } = {
    ...global?.parameters,
    ...deploy?.parameters,
  };
  const reading = readOverrides(texts);
  if ('overrides' in reading) return { overrides: reading.overrides, region };
  const found = JSON.stringify(reading.fault);
  throw unreadable(
    `${file}: parameter_overrides: expected ${expectedFor(reading.fault)}; found ${found}`,
  );
}

function expectedFor(fault: string): string {
  if (fault.endsWith('=')) return `${fault}'' for an empty value`;
  return 'pairs, all Key=Value or all ParameterKey=Key,ParameterValue=Value';
}

async function plain(file: string, text: string): Promise<unknown> {
  const isYaml = ['.yaml', '.yml'].includes(extname(file).toLowerCase());
  return isYaml ? plainYaml(file, text) : await plainToml(file, text);
}

function misshapen(file: string, { issues: [issue] }: z.ZodError): KnownFailure {
  const place = [file, issue?.path.join('.')].filter(Boolean).join(': ');
  return unreadable(`${place}: expected ${issue?.message}`);
}

function unreadable(message: string): KnownFailure {
  return new KnownFailure('unreadable', message);
}
