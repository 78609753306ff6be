import { afterEach, describe, expect, test } from '@jest/globals';
import { applyChange, listInventories } from '../../../infra/aws/inventories.ts';
import { AwsError } from '../../../infra/local/service.ts';
import type { Inventory } from '../../../rules/inventory.ts';
import { aBucket, aDirectoryBucket, createBucket } from '../../flow/actors.ts';
import { connectOperator, type House, openHouse } from '../../flow/house.ts';

/** An organization whose function does nothing, so that the tests have the bucket for themselves. */
const idle = `
version: 1
destination: { account: "222222222222", bucket: "acme-inventory-{region}" }
rules:
  - id: nobody
    where: { names: [nobody] }
    inventory: { frequency: Weekly, format: CSV, versions: Current }
`;

async function openIdleHouse(): Promise<House> {
  const house = await openHouse({ mandate: idle });
  await createBucket(house, aBucket);
  await house.organization.settle();
  return house;
}

function anInventory(Id: string): Inventory {
  return {
    Id,
    IsEnabled: true,
    IncludedObjectVersions: 'Current',
    Schedule: { Frequency: 'Weekly' },
    Destination: {
      S3BucketDestination: { Bucket: 'arn:aws:s3:::acme-inventory-eu-west-1', Format: 'CSV' },
    },
  };
}

function put({ operator }: House, Id: string) {
  const after = anInventory(Id);
  const change = { action: 'put', id: Id, rule: 'x', permitted: true, reasons: [], after } as const;
  return applyChange(operator, aBucket, change);
}

function remove({ operator }: House, Id: string) {
  const before = anInventory(Id);
  const change = { action: 'delete', id: Id, permitted: true, reasons: [], before } as const;
  return applyChange(operator, aBucket, change);
}

describe('the inventories of a directory bucket', () => {
  afterEach(() => {
    delete process.env.AWS_ENDPOINT_URL_S3;
  });

  test('are asked for without a session, at whatever endpoint', async () => {
    const house = await openHouse({ mandate: idle });
    await createBucket(house, aDirectoryBucket);
    await house.organization.settle();
    process.env.AWS_ENDPOINT_URL_S3 = 'http://127.0.0.1:4577';

    expect(await listInventories(connectOperator(house.organization), aDirectoryBucket)).toEqual(
      [],
    );

    expect(house.organization.calls.at(-1)).toMatchObject({
      operation: 'ListBucketInventoryConfigurations',
      status: 200,
    });
  });
});

describe('the inventories of a bucket', () => {
  test('are none at first', async () => {
    const house = await openIdleHouse();

    expect(await listInventories(house.operator, aBucket)).toEqual([]);
  });

  test('are listed over all pages', async () => {
    const house = await openIdleHouse();
    const ids = Array.from({ length: 250 }, (_, index) => `id-${String(index).padStart(3, '0')}`);
    for (const id of ids) await put(house, id);

    const listed = await listInventories(house.operator, aBucket);

    expect(listed.map(({ Id }) => Id)).toEqual(ids);
  });

  test('come back as they were put', async () => {
    const house = await openIdleHouse();

    await put(house, 'stocktake-weekly');

    expect(await listInventories(house.operator, aBucket)).toEqual([
      anInventory('stocktake-weekly'),
    ]);
  });

  test('may be removed twice', async () => {
    const house = await openIdleHouse();
    await put(house, 'stocktake-weekly');

    await remove(house, 'stocktake-weekly');
    await remove(house, 'stocktake-weekly');

    expect(await listInventories(house.operator, aBucket)).toEqual([]);
  });

  test('are asked for with the owner that we expect, in every call', async () => {
    const house = await openIdleHouse();

    await put(house, 'stocktake-weekly');
    await listInventories(house.operator, aBucket);
    await remove(house, 'stocktake-weekly');

    const owners = house.organization.calls
      .filter(({ operation }) => operation.includes('InventoryConfiguration'))
      .map(({ expectedOwner }) => expectedOwner);
    expect(new Set(owners)).toEqual(new Set([aBucket.account]));
  });
});

describe('a call that S3 throttles', () => {
  const slowDown = new AwsError('SlowDown', 'Please reduce your request rate.', { status: 503 });

  test('is tried three times', async () => {
    const house = await openIdleHouse();
    house.organization.faults.next(2, { bucket: aBucket.name }, slowDown);

    const listing = listInventories(house.operator, aBucket);
    await house.clock.runUntilIdle();

    expect(await listing).toEqual([]);
  });

  test('is not tried a fourth time', async () => {
    const house = await openIdleHouse();
    house.organization.faults.next(3, { bucket: aBucket.name }, slowDown);

    const listing = listInventories(house.operator, aBucket).catch(({ name }: Error) => name);
    await house.clock.runUntilIdle();

    expect(await listing).toBe('SlowDown');
  });
});
