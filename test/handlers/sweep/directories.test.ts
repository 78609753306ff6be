import { describe, expect, test } from '@jest/globals';
import type { Run } from '../../../handlers/run.ts';
import { openIncidents } from '../../../infra/aws/incidents.ts';
import { findListing } from '../../../infra/aws/listings.ts';
import { aBucket, aDirectoryBucket, createBucket } from '../../flow/actors.ts';
import { type House, openHouse } from '../../flow/house.ts';
import { withoutDirectories } from '../../flow/mandates.ts';

const MINUTE = 60_000;
const { account, region } = aDirectoryBucket;

/** One general purpose bucket and a directory bucket, of which no event told. */
async function anAccount(mandate?: string): Promise<House> {
  const house = await openHouse(mandate === undefined ? {} : { mandate });
  await createBucket(house, aBucket);
  await house.clock.advance(MINUTE);
  house.organization.machines.s3.place(aDirectoryBucket);
  return house;
}

async function surveyed({ operator }: House, sweep = 1): Promise<ReadonlySet<string>> {
  // Loaded after the house, which silences its log.
  const { survey } = await import('../../../handlers/sweep/survey.ts');
  const runs: Run[] = [];
  const watch = {
    hasTime: () => true,
    told: (run: Run) => void runs.push(run),
    skipped: () => undefined,
  };
  await survey(operator, { account, sweep }, watch);
  expect(new Set(runs.map(({ bucket }) => bucket.name)).size).toBe(runs.length);
  return new Set(runs.map(({ bucket, outcome }) => `${bucket.name} ${outcome}`));
}

describe('a survey', () => {
  test('finds directory buckets, and counts them once', async () => {
    const house = await anAccount();

    const seen = await surveyed(house);

    expect(seen).toEqual(
      new Set([`${aBucket.name} compliant`, `${aDirectoryBucket.name} drifted`]),
    );
    expect(await findListing(house.operator, account)).toMatchObject({
      listed: { [region]: 2 },
      differing: [],
    });
  });

  test('does without those that the mandate ignores', async () => {
    const house = await anAccount(withoutDirectories);
    await createBucket(house, { ...aDirectoryBucket, name: 'heard--euw1-az1--x-s3' });
    await house.clock.advance(MINUTE);

    const seen = await surveyed(house);

    expect(seen).toEqual(
      new Set([`${aBucket.name} compliant`, 'heard--euw1-az1--x-s3 unsupported']),
    );
    expect((await findListing(house.operator, account))?.differing).toEqual([]);
  });

  test('is not held up where they cannot be listed, but somebody hears of it', async () => {
    const house = await anAccount();
    const role = `arn:aws:iam::${account}:role/stocktake/stocktake-member`;
    const restore = house.organization.revoke(role, 's3express:ListAllMyDirectoryBuckets');

    const seen = await surveyed(house);
    const incidents = await openIncidents(house.operator);
    restore();
    const later = await surveyed(house, 2);

    expect(seen).toEqual(new Set([`${aBucket.name} compliant`]));
    expect(incidents.map(({ spot }) => spot)).toEqual([{ cause: 'denied', account }]);
    expect(later.size).toBe(2);
  });
});
