import type { Site } from '../deployment.ts';
import { createDirectory, type Directory, pathOf } from '../organizations/directory.ts';
import type { Seed } from '../seed.ts';

/** A seed's organization as whoever deploys to it sees it. Templates are deployed to active accounts only. */
export function siteOf(seed: Seed, endpoint: string): Site {
  const directory = createDirectory(seed);
  return {
    managementAccount: seed.organization.managementAccount,
    hub: seed.hub,
    endpoint,
    accountsIn: (units) => activeAccounts(directory).filter((id) => isIn(directory, id, units)),
    parameters: parametersOf(seed, directory),
  };
}

function parametersOf(
  { organization, hub, destination, regions }: Seed,
  { units }: Directory,
): Readonly<Record<string, string>> {
  const [rootId = ''] = units.keys();
  const { id, managementAccount } = organization;
  return {
    OrganizationId: id,
    OrganizationRootId: rootId,
    ManagementAccountId: managementAccount,
    StackSetCallAs: hub.account === managementAccount ? 'SELF' : 'DELEGATED_ADMIN',
    Regions: regions.join(','),
    DestinationAccountId: destination.account,
    DestinationBucketName: 'acme-inventory-{region}',
    AlertEmail: 'ops@example.com',
  };
}

function activeAccounts({ accounts }: Directory): readonly string[] {
  return [...accounts.values()].filter(({ state }) => state === 'ACTIVE').map(({ id }) => id);
}

function isIn(directory: Directory, account: string, units: readonly string[]): boolean {
  const above = pathOf(directory, account).split('/');
  return units.some((unit) => above.includes(unit));
}
