import type { Deployment } from './deployment.ts';
import { meetsGlob } from './glob.ts';
import type { DestinationOverlay, MandateDocument } from './mandate-schema.ts';
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
    regions: regions.filter((region) => canBeAbout(rule, region)),
  }));
}

function canBeAbout({ where, unless = {} }: WrittenRule, region: string): boolean {
  const meant = where.regions === undefined || meetsAny(where.regions, region);
  return meant && !isTakenAway(unless, region);
}

/** All keys of `unless` must hold: only one that asks for nothing but the region takes a region away as a whole. */
function isTakenAway(unless: WrittenRule['where'], region: string): boolean {
  const { regions = [], ...others } = unless;
  return Object.keys(others).length === 0 && meetsAny(regions, region);
}

function meetsAny(globs: readonly string[], region: string): boolean {
  return globs.some((glob) => meetsGlob(glob, region));
}
