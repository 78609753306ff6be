import { expect, test } from '@jest/globals';
import { entries } from '../../../infra/aws/ledger-entries.ts';
import { createBucket, deleteBucket } from '../actors.ts';
import { openHouse } from '../house.ts';
import { weeklyReported } from '../mandates.ts';
import { sweep, unwatched } from '../sweeps.ts';
import { someBuckets } from './some-buckets.ts';

// S3 lists 250 buckets at a time.

const lost = { lose: 1, duplicate: 0, delayMs: 0 };

test('a listing of several pages that changes while it is being read comes out', async () => {
  const house = await openHouse({ weather: lost, mandate: weeklyReported });
  const buckets = someBuckets(270);
  const [first, ...others] = buckets;
  const last = others.at(-1);
  if (!first || !last) throw new Error('there are no buckets');
  for (const bucket of buckets) await createBucket(house, bucket);
  const late = { ...first, name: 'payments-269-late' };
  let pages = 0;

  const result = await sweep(
    house,
    { accounts: [first.account] },
    {
      ...unwatched,
      // One page per step.
      hasTime: () => {
        pages += 1;
        return false;
      },
      told: ({ bucket }) => {
        if (bucket.name !== 'payments-100' || pages > 0) return;
        void deleteBucket(house, first);
        void deleteBucket(house, last);
        void createBucket(house, late);
      },
    },
  );

  const { calls } = house.organization;
  const directories = calls.filter(({ operation }) => operation === 'ListDirectoryBuckets');
  const rows = await Array.fromAsync(entries(house.operator, first.account));
  const states = Map.groupBy(rows, ({ state }) => state);
  const whole = await sweep(house, { accounts: [first.account] });
  expect(pages).toBe(1);
  // Once in each region, and not with every page.
  expect(directories).toHaveLength(house.organization.seed.regions.length);
  expect(result).toMatchObject({ ended: 'closed', difference: 0 });
  // The first was still there when it was looked at.
  expect(states.get('drifted')).toHaveLength(270);
  expect(whole).toMatchObject({
    listed: 269,
    difference: 0,
    counts: { drifted: 269, gone: 1 },
  });
});
