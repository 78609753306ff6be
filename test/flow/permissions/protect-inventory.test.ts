import { describe, expect, test } from '@jest/globals';
import { readPolicy } from '../../../infra/local/policy.ts';
import { defaultSeed } from '../../../infra/local/seed.ts';
import {
  aBucket,
  aDirectoryBucket,
  createBucket,
  foreignInventory,
  inventoryIds,
  putInventory,
} from '../actors.ts';
import { openHouse } from '../house.ts';
import { ending } from '../traces.ts';
import { policyOfDocs } from './policy-of-docs.ts';

// The policy that docs/policies/ offers, over the very organization that it is meant for.

describe('the service control policy', () => {
  const policy = readPolicy(policyOfDocs('protect-inventory.scp.json'));
  const seed = {
    ...defaultSeed,
    serviceControlPolicies: [{ name: 'protect-inventory', targets: ['root'], policy }],
  };

  test('lets Stocktake do its work', async () => {
    const house = await openHouse({ seed });

    await createBucket(house, aBucket);
    await createBucket(house, aDirectoryBucket);
    await house.organization.settle();

    expect(await ending(house, aBucket)).toBe('corrected');
    expect(await ending(house, aDirectoryBucket)).toBe('corrected');
  });

  test('keeps everybody else off the inventories, their own included', async () => {
    const house = await openHouse({ seed });
    for (const bucket of [aBucket, aDirectoryBucket]) {
      await createBucket(house, bucket);
      await house.organization.settle();

      const put = putInventory(house, bucket, foreignInventory);

      await expect(put).rejects.toThrow(
        /not authorized to perform: s3(express)?:PutInventoryConfiguration .* with an explicit deny in a service control policy$/,
      );
      expect(await inventoryIds(house, bucket)).toEqual(['stocktake-weekly']);
    }
  });
});
