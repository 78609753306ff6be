import type { DeployedRole } from '../deployment/roles-in.ts';
import type { Membership } from './membership.ts';
import type { Servant } from './request.ts';
import { whyNotServed } from './whether-served.ts';

/** Why a service may not become a role; undefined where it may. */
export function whyNotAssumed(
  servant: Servant,
  role: DeployedRole | undefined,
  membership: Membership,
): string | undefined {
  if (!role) return 'there is no such role';
  const { arn: resource, trustPolicy } = role;
  const wish = { action: 'sts:AssumeRole', resource };
  return whyNotServed(servant, { wish, policies: [trustPolicy] }, membership);
}
