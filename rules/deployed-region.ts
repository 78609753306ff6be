import type { DeployedRule } from './deployed-rule.ts';
import type { Deployment } from './deployment.ts';
import { hasWildcard, meetsGlob } from './glob.ts';
import type { Complaint } from './problem.ts';

/** Every region that a rule is meant for must be a governed one. What `unless` takes away may be anywhere. */
export function checkDeployedRegions(
  rules: readonly DeployedRule[],
  { regions }: Deployment,
): readonly Complaint[] {
  const governed = `the regions that the template governs: ${regions.join(', ')}`;
  return rules.flatMap(({ rule, path }) =>
    (rule.where.regions ?? []).flatMap((glob, index): Complaint[] => {
      if (regions.some((region) => meetsGlob(glob, region))) return [];
      const message = `expected one of ${governed}; found ${described(glob)}`;
      return [{ path: [...path, 'where', 'regions', index], about: 'value', message }];
    }),
  );
}

function described(glob: string): string {
  if (hasWildcard(glob)) return `${glob}, which meets none of them`;
  return `${glob}, which has no destination bucket and no forwarding rule`;
}
