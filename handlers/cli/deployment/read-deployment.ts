import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Deployment } from '../../../rules/deployment.ts';
import { type Deploying, listed, parameterValue } from './parameter-values.ts';
import { readSamconfig } from './samconfig.ts';
import { readTemplateParameters } from './template-parameters.ts';

/** The parameters that a mandate has to agree with. */
const names = [
  'Regions',
  'DestinationAccountId',
  'DestinationBucketName',
  'ReportEncryption',
  'ReportTableRule',
  'ReportTablePrefix',
] as const;
type Name = (typeof names)[number];

/**
 * What `sam deploy` would make of the hub's template, as far as mandates are concerned; or everything that is wrong with
 * its parameters, a line each.
 *
 * @param config the samconfig; left out, the one beside the template, if there is one.
 * @throws KnownFailure `unreadable` when a file cannot be made sense of.
 */
export async function readDeployment(
  template: string,
  config = samconfigBeside(template),
): Promise<Deployment | { readonly faults: readonly string[] }> {
  const parameters = await readTemplateParameters(template);
  const given =
    config === undefined ? undefined : { file: config, values: await readSamconfig(config) };
  const deploying: Deploying = { template, parameters, config: given };
  const found = names.map((name) => [name, parameterValue(name, deploying)] as const);
  const faults = found.flatMap(([, one]) => ('fault' in one ? one.fault : []));
  if (faults.length > 0) return { faults };
  const values = found.map(([name, one]) => [name, 'value' in one ? one.value : '']);
  return deploymentOf(Object.fromEntries(values));
}

/** In the order in which SAM CLI looks for them. */
function samconfigBeside(template: string): string | undefined {
  const files = ['toml', 'yaml', 'yml'].map((ending) => `samconfig.${ending}`);
  return files.map((file) => join(dirname(template), file)).find((file) => existsSync(file));
}

function deploymentOf(values: Readonly<Record<Name, string>>): Deployment {
  const { ReportTableRule: rule, ReportTablePrefix: prefix } = values;
  return {
    regions: [...new Set(listed(values.Regions))],
    destinationAccount: values.DestinationAccountId,
    destinationBucket: values.DestinationBucketName,
    encryption: values.ReportEncryption === 'SSE-KMS' ? 'SSE-KMS' : 'SSE-S3',
    table: rule === '' ? undefined : { rule, prefix },
  };
}
