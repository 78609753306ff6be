import { amount } from '../../rules/amount.ts';
import type { Deployment } from '../../rules/deployment.ts';
import { checkDeployment } from '../../rules/deployment-check.ts';
import { readDeployment } from './deployment/read-deployment.ts';
import { checkMandate, mandateBytes } from './mandate-file.ts';
import type { Findings } from './show/findings.ts';

interface Request {
  readonly file: string;
  readonly template: string;
  readonly config: string | undefined;
}

/**
 * Holds a mandate against the deployment of the hub's template. Mistakes in the mandate itself and in the parameters come
 * first: only what is right can be compared.
 *
 * @throws KnownFailure `unreadable` when a file cannot be made sense of.
 */
export async function holdAgainstTemplate({ file, template, config }: Request): Promise<Findings> {
  const bytes = await mandateBytes(file);
  const { errors = [], warnings } = checkMandate(bytes, file);
  const deployment = await readDeployment(template, config);
  if ('faults' in deployment) {
    const faults = deployment.faults.map((message) => ({ message }));
    return { errors: [...errors, ...faults], warnings, praise: '' };
  }
  const check = checkDeployment(bytes, deployment);
  return {
    errors: [...errors, ...check.errors],
    warnings: [...warnings, ...check.warnings],
    praise: fits(template, deployment),
  };
}

function fits(template: string, deployment: Deployment): string {
  const { regions, destinationBucket, destinationAccount } = deployment;
  const reports = `reports go to ${destinationBucket} of ${destinationAccount}`;
  return `fits ${template}: ${amount(regions.length, 'region')}, ${reports}`;
}
