import { type Directory, idAt, lineageOf, pathOf } from '../organizations/directory.ts';
import { readIdentityPolicy } from '../policy.ts';
import type { SeedControlPolicy } from '../seed.ts';
import type { Layer } from './evaluate.ts';

/** What belonging to the organization means for an account, as it stands now. */
export interface Membership {
  readonly organizationId: string;
  /** Ids from the organization down: `o-…/r-…/ou-…/`; undefined for an account of somebody else. */
  pathOf(account: string): string | undefined;
  /** The service control policies over an account's principals: what is attached to the root first, to the account last. */
  controlsOver(account: string): readonly Layer[];
}

/**
 * Follows accounts wherever they are moved. Service control policies have no say over the management account.
 *
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 *
 * @throws Error for a policy attached to what is not there.
 */
export function createMembership(
  directory: Directory,
  controls: readonly SeedControlPolicy[],
): Membership {
  const attached = attach(directory, controls);
  const layerAt = (id: string): Layer => {
    const own = attached.get(id) ?? [];
    const policies = [fullAwsAccess, ...own.map(({ policy }) => policy)];
    return { kind: 'service-control', policies, mustAllow: true };
  };
  return {
    organizationId: directory.organizationId,
    pathOf: (account) => {
      const found = directory.accounts.get(account);
      return found && pathOf(directory, found.parent);
    },
    controlsOver: (account) =>
      account === directory.managementAccount ? [] : lineageOf(directory, account).map(layerAt),
  };
}

/** The policy of that name, which AWS attaches to everything: without an Allow at every level nothing would be allowed. */
const fullAwsAccess = readIdentityPolicy({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action: '*', Resource: '*' },
});

function attach(directory: Directory, controls: readonly SeedControlPolicy[]) {
  const attachments = controls.flatMap(({ name, targets, policy }) =>
    targets.map((target) => {
      const id = idAt(directory, target);
      if (id === undefined) throw new Error(`${name}: there is no ${target} to attach it to`);
      return { id, policy };
    }),
  );
  return Map.groupBy(attachments, ({ id }) => id);
}
