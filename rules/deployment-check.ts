import { checkDeployedDestinations } from './deployed-destination.ts';
import { checkDeployedRegions } from './deployed-region.ts';
import { type DeployedRule, deployedRules } from './deployed-rule.ts';
import { checkDeployedTable } from './deployed-table.ts';
import type { Deployment } from './deployment.ts';
import { MandateDocument } from './mandate-schema.ts';
import { readMandateText } from './mandate-text.ts';
import { type Complaint, type Problem, problemsOf } from './problem.ts';
import { placesOf } from './written-destination.ts';

/** What a mandate and the deployment of the hub's template have against each other. */
export interface DeploymentCheck {
  readonly errors: readonly Problem[];
  /** Worth saying, but the mandate counts. */
  readonly warnings: readonly Problem[];
}

/**
 * Holds a mandate against a deployment: what it demands must be what the template makes. Looks at the document as it is
 * written, to complain where something is written; of a `Mandate` that is no longer known.
 *
 * @param source the bytes of a mandate that is sound; any other is passed over, because `parseMandate` complains about it.
 */
export function checkDeployment(
  source: Uint8Array | string,
  deployment: Deployment,
): DeploymentCheck {
  const text = readMandateText(source);
  const { data: document } = MandateDocument.safeParse(text.root?.value);
  if (!document) return { errors: [], warnings: [] };
  const rules = deployedRules(document, deployment);
  const errors = [
    ...checkDeployedRegions(rules, deployment),
    ...checkDeployedDestinations(rules, deployment),
    ...checkDeployedTable(rules, deployment),
  ];
  return {
    errors: problemsOf(text, errors),
    warnings: problemsOf(text, strangeKeys(rules, deployment)),
  };
}

/** Without a key of the template's own, any key is somebody else's. */
function strangeKeys(
  rules: readonly DeployedRule[],
  { encryption }: Deployment,
): readonly Complaint[] {
  if (encryption === 'SSE-KMS') return [];
  const message = "the key is not the template's: its policy must let S3 use it";
  return placesOf('encryption', rules)
    .filter(({ value }) => value !== 'SSE-S3')
    .map(({ path }) => ({ path: [...path, 'kmsKey'], about: 'value', message }));
}
