import type { DeployedRole } from '../deployment/roles-in.ts';
import { evaluate } from './evaluate.ts';
import type { Membership } from './membership.ts';
import { requestBy, type Wish } from './request.ts';
import { roleLayers } from './role-layers.ts';

/** The first of these that a role is not permitted, whatever the resources say; undefined where it may all. */
export function firstRefused<Wanted extends Wish>(
  { role, region }: { readonly role: DeployedRole; readonly region: string },
  wishes: readonly Wanted[],
  membership: Membership,
): Wanted | undefined {
  const { arn, account } = role;
  const layers = [...membership.controlsOver(account), ...roleLayers(role)];
  const asker = { arn, account, region };
  return wishes.find((wish) => !evaluate(layers, requestBy(asker, wish, membership)).allowed);
}
