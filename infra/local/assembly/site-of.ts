import type { Site } from '../deployment.ts';
import { createDirectory, type Directory, pathOf } from '../organizations/directory.ts';
import type { Seed } from '../seed.ts';

/** A seed's organization as whoever deploys to it sees it. Templates are deployed to active accounts only. */
export function siteOf(seed: Seed, endpoint: string): Site {
  const directory = createDirectory(seed);
  const [rootId = ''] = directory.units.keys();
  return {
    organizationId: seed.organization.id,
    rootId,
    managementAccount: seed.organization.managementAccount,
    hub: seed.hub,
    destinationAccount: seed.destination.account,
    regions: seed.regions,
    endpoint,
    accountsIn: (units) => activeAccounts(directory).filter((id) => isIn(directory, id, units)),
  };
}

function activeAccounts({ accounts }: Directory): readonly string[] {
  return [...accounts.values()].filter(({ state }) => state === 'ACTIVE').map(({ id }) => id);
}

function isIn(directory: Directory, account: string, units: readonly string[]): boolean {
  const above = pathOf(directory, account).split('/');
  return units.some((unit) => above.includes(unit));
}
