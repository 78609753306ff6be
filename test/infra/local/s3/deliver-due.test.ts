import { describe, expect, test } from '@jest/globals';
import { defaultSeed } from '../../../../infra/local/seed.ts';
import { aBucket, anInventory, putInventory } from './a-bucket.ts';

const HOUR = 3_600_000;
const KEEPER = defaultSeed.destination.account;

function anInventoryEvery(Frequency: 'Daily' | 'Weekly', IsEnabled = true) {
  const Bucket = 'arn:aws:s3:::acme-inventory-eu-west-1';
  return anInventory({
    Id: Frequency,
    IsEnabled,
    Schedule: { Frequency },
    Destination: { S3BucketDestination: { Bucket, AccountId: KEEPER, Format: 'CSV' } },
  });
}

/** From a Tuesday's midnight on. */
async function days(count: number, ...inventories: ReturnType<typeof anInventory>[]) {
  const { organization, owner } = await aBucket();
  await organization.clock.advance(9 * HOUR);
  for (const inventory of inventories) await putInventory(owner, inventory);
  const made: string[] = [];
  for (let hour = 0; hour < count * 24; hour += 3) {
    await organization.clock.advance(3 * HOUR);
    const day = new Date(organization.clock.now()).toUTCString().slice(0, 3);
    const reports = organization.machines.s3.deliverDue();
    made.push(...reports.map(({ id, delivery }) => `${day} ${id}${'keys' in delivery ? '' : '!'}`));
  }
  return made;
}

describe('S3 makes reports', () => {
  test('every night from the next one on', async () => {
    expect(await days(3, anInventoryEvery('Daily'))).toEqual([
      'Wed Daily',
      'Thu Daily',
      'Fri Daily',
    ]);
  });

  test('the next night and then on Sundays', async () => {
    expect(await days(14, anInventoryEvery('Weekly'))).toEqual([
      'Wed Weekly',
      'Sun Weekly',
      'Sun Weekly',
    ]);
  });

  test('not at all where that is switched off', async () => {
    expect(await days(9, anInventoryEvery('Daily', false))).toEqual([]);
  });

  test('in vain where they may not be put, as often as ever', async () => {
    const { Destination, ...rest } = anInventoryEvery('Daily');
    const S3BucketDestination = {
      ...Destination?.S3BucketDestination,
      Bucket: 'arn:aws:s3:::nowhere',
      Format: 'CSV',
    } as const;
    const inventory = { ...rest, Destination: { S3BucketDestination } };

    expect(await days(2, inventory)).toEqual(['Wed Daily!', 'Thu Daily!']);
  });
});
