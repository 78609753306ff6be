import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { repository } from '../../bench/repository.ts';
import { readPolicy } from '../../infra/local/policy.ts';
import { defaultSeed } from '../../infra/local/seed.ts';
import { aBucket, createBucket, foreignInventory, inventoryIds, putInventory } from './actors.ts';
import { openHouse } from './house.ts';
import { deadLetters, ending } from './traces.ts';

// The policies that docs/policies/ offers, around the very house that they are meant for.

function policyOf(file: string): unknown {
  return JSON.parse(readFileSync(join(repository, 'docs', 'policies', file), 'utf8'));
}

describe('the permissions boundary', () => {
  const managedPolicies = { 'stocktake-boundary': policyOf('permissions-boundary.json') };
  const parameters = { PermissionsBoundaryName: 'stocktake-boundary' };

  test('fits: under it a bucket is corrected like any other', async () => {
    const house = await openHouse({ parameters, managedPolicies });

    await createBucket(house, aBucket);
    await house.organization.settle();

    expect(await ending(house, aBucket)).toBe('corrected');
    expect(house.organization.calls.filter(({ status }) => status === 403)).toEqual([]);
    expect(deadLetters(house)).toEqual([]);
  });
});

describe('the service control policy', () => {
  const policy = readPolicy(policyOf('protect-inventory.scp.json'));
  const seed = {
    ...defaultSeed,
    serviceControlPolicies: [{ name: 'protect-inventory', targets: ['root'], policy }],
  };

  test('lets Stocktake do its work', async () => {
    const house = await openHouse({ seed });

    await createBucket(house, aBucket);
    await house.organization.settle();

    expect(await ending(house, aBucket)).toBe('corrected');
  });

  test('keeps everybody else off the inventories, their own included', async () => {
    const house = await openHouse({ seed });
    await createBucket(house, aBucket);
    await house.organization.settle();

    const put = putInventory(house, aBucket, foreignInventory);

    await expect(put).rejects.toThrow(
      /not authorized to perform: s3:PutInventoryConfiguration .* with an explicit deny in a service control policy$/,
    );
    expect(await inventoryIds(house, aBucket)).toEqual(['stocktake-weekly']);
  });
});
