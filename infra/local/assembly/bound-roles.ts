import type { DeployedRole } from '../deployment/roles-in.ts';
import { type Policy, readIdentityPolicy } from '../policy.ts';

/**
 * The roles, each with the permissions boundary that it names.
 *
 * @param managedPolicies documents by path and name, `bounds` or `stocktake/bounds`; every account has them.
 * @throws Error naming role and policy for a boundary that is not there, and naming the policy for one that is not understood.
 */
export function boundRoles(
  roles: readonly DeployedRole[],
  managedPolicies: Readonly<Record<string, unknown>>,
): readonly DeployedRole[] {
  const known = new Map(
    Object.entries(managedPolicies).map(([name, document]) => [name, readManaged(name, document)]),
  );
  return roles.map((role) => {
    const { arn, permissionsBoundary } = role;
    if (permissionsBoundary === undefined) return role;
    const boundary = known.get(nameOf(permissionsBoundary, role));
    if (boundary) return { ...role, boundary };
    throw new Error(`${arn}: there is no policy ${permissionsBoundary} to be its boundary`);
  });
}

function readManaged(name: string, document: unknown): Policy {
  try {
    return readIdentityPolicy(document);
  } catch (error) {
    const { message } = error as Error;
    throw new Error(`managed policy ${name}: ${message}`, { cause: error });
  }
}

/** Empty for a policy of another account than the role's, or of AWS: those are not known here. */
function nameOf(policyArn: string, { arn }: DeployedRole): string {
  const prefix = arn.replace(/:role\/.*$/, ':policy/');
  return policyArn.startsWith(prefix) ? policyArn.slice(prefix.length) : '';
}
