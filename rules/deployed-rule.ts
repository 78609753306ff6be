import type { Deployment } from './deployment.ts';
import type { DestinationOverlay, MandateDocument } from './mandate-schema.ts';
import { ruleRegions } from './rule-regions.ts';
import type { Path } from './yaml-tree.ts';

/** A rule as it is written, and what it means in a deployment. */
export interface DeployedRule {
  readonly rule: WrittenRule;
  readonly path: Path;
  /** The mandate's own destination, under the rule's. */
  readonly base: DestinationOverlay;
  /** The governed regions that it can be about. */
  readonly regions: readonly string[];
}

type WrittenRule = MandateDocument['rules'][number];

export function deployedRules(
  { rules, destination }: MandateDocument,
  { regions }: Deployment,
): readonly DeployedRule[] {
  return rules.map((rule, index) => ({
    rule,
    path: ['rules', index],
    base: destination ?? {},
    regions: ruleRegions(rule, regions),
  }));
}
