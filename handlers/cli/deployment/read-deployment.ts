import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Deployment } from '../../../rules/deployment.ts';
import { listed } from './constraints.ts';
import type { Deploying } from './deploying.ts';
import { overrideFaults } from './override-faults.ts';
import { parameterValues, type Values } from './parameter-values.ts';
import { ruleFaults } from './rule-faults.ts';
import { readSamconfig } from './samconfig.ts';
import { readTemplate } from './template.ts';

/** The parameters that a mandate has to agree with. */
const names = [
  'Regions',
  'DestinationAccountId',
  'DestinationBucketName',
  'ReportEncryption',
  'ReportTableRule',
  'ReportTablePrefix',
] as const;

/**
 * What `sam deploy` would make of the hub's template, as far as mandates are concerned; or everything that is wrong with
 * its parameters, a line each.
 *
 * @param config the samconfig; left out, the one beside the template, if there is one.
 * @throws KnownFailure `unreadable` when a file cannot be made sense of.
 */
export async function readDeployment(
  file: string,
  config = samconfigBeside(file),
): Promise<Deployment | { readonly faults: readonly string[] }> {
  const template = await readTemplate(file);
  const given =
    config === undefined ? undefined : { file: config, ...(await readSamconfig(config)) };
  const deploying: Deploying = { file, template, config: given };
  const missing = missingParameters(deploying);
  if (missing.length > 0) return { faults: missing };
  const { values, faults: wrong } = parameterValues(deploying);
  const faults = [...overrideFaults(deploying), ...wrong, ...ruleFaults(deploying, values)];
  return faults.length > 0 ? { faults } : deploymentOf(values);
}

/** In the order in which SAM CLI looks for them. */
function samconfigBeside(template: string): string | undefined {
  const files = ['toml', 'yaml', 'yml'].map((ending) => `samconfig.${ending}`);
  return files.map((file) => join(dirname(template), file)).find((file) => existsSync(file));
}

/** Of a template that is not the hub's. */
function missingParameters({ file, template }: Deploying): readonly string[] {
  return names
    .filter((name) => !Object.hasOwn(template.Parameters, name))
    .map((name) => `${file}: ${name}: expected this parameter, as the hub's template has it`);
}

function deploymentOf(values: Values): Deployment {
  const value = (name: (typeof names)[number]) => values.get(name) ?? '';
  const rule = value('ReportTableRule');
  return {
    regions: [...new Set(listed(value('Regions')))],
    destinationAccount: value('DestinationAccountId'),
    destinationBucket: value('DestinationBucketName'),
    encryption: value('ReportEncryption') === 'SSE-KMS' ? 'SSE-KMS' : 'SSE-S3',
    table: rule === '' ? undefined : { rule, prefix: value('ReportTablePrefix') },
  };
}
