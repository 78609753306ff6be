import { describe, expect, test } from '@jest/globals';
import { AwsError } from '../../infra/local/service.ts';
import { aBucket, createBucket, deleteBucket, inventoryIds } from './actors.ts';
import { openHouse } from './house.ts';
import { weekly } from './mandates.ts';
import { ending, hubEvents, ledgerEntry, ourCalls, post, waiting } from './traces.ts';

const MINUTE = 60_000;

/** A mandate that only a known creator satisfies. */
const byCreator = weekly.replace('where: {}', 'where: { creators: ["arn:aws:iam::*:root"] }');

/** What CloudTrail says of a call on the bucket. */
function aCall(eventName: string, more: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    source: 'aws.s3',
    'detail-type': 'AWS API Call via CloudTrail',
    account: aBucket.account,
    region: aBucket.region,
    time: '2026-11-24T09:00:00Z',
    detail: { eventName, requestParameters: { bucketName: aBucket.name }, ...more },
  });
}

describe('an event that overtakes the creation of its bucket', () => {
  test('does not make the bucket gone, nor its creator unknown', async () => {
    const house = await openHouse({ mandate: byCreator });

    post(house, aCall('PutBucketTagging'));
    await house.organization.settle();
    const overtaken = await ending(house, aBucket);
    await createBucket(house, aBucket);
    await house.organization.settle();
    await house.clock.advance(MINUTE);

    expect(overtaken).toBe('deferred: not-yet-visible');
    expect(await ledgerEntry(house, aBucket)).toMatchObject({
      state: 'compliant',
      creator: 'arn:aws:iam::111111111111:root',
    });
  });
});

describe('a creation that is recorded in the wrong region', () => {
  test('leaves nothing open there', async () => {
    const house = await openHouse();
    const elsewhere = { ...aBucket, region: 'us-east-1', name: 'payments-us' };
    await createBucket(house, elsewhere);
    await house.organization.settle();

    post(house, aCall('CreateBucket', { requestParameters: { bucketName: 'payments-us' } }));
    await house.organization.settle();

    const here = await ledgerEntry(house, { ...elsewhere, region: aBucket.region });
    expect([here.state, await ending(house, elsewhere)]).toEqual(['gone', 'compliant']);
  });
});

describe("the caller's record of a call on somebody else's bucket", () => {
  test('is no incident', async () => {
    const house = await openHouse();
    const theirs = { ...aBucket, account: '444444444444' };
    await createBucket(house, theirs);
    await house.organization.settle();

    post(house, aCall('PutBucketTagging'));
    await house.organization.settle();

    expect(await ending(house, aBucket)).toBe('gone');
  });
});

describe('a session that dies before its time', () => {
  test('is assumed anew', async () => {
    const house = await openHouse();
    const expired = new AwsError('ExpiredToken', 'The provided token has expired.');
    house.organization.faults.next(
      1,
      { service: 's3', operation: 'ListBucketInventoryConfigurations' },
      expired,
    );

    await createBucket(house, aBucket);
    await house.organization.settle();
    await house.clock.advance(MINUTE);

    const sessions = ourCalls(house).filter(({ operation }) => operation === 'AssumeRole');
    expect([sessions.length, await ending(house, aBucket)]).toEqual([2, 'corrected']);
  });
});

describe('a bucket that is deleted and created again under the same name', () => {
  test('gets its inventory, although the deletion is heard of last', async () => {
    const house = await openHouse();
    await createBucket(house, aBucket);
    await house.organization.settle();
    await house.clock.advance(MINUTE);
    await deleteBucket(house, aBucket);
    await house.organization.settle();
    const deletion = hubEvents(house).at(-2);
    await house.clock.advance(MINUTE);
    await createBucket(house, aBucket);

    post(house, JSON.stringify(deletion));
    await house.organization.settle();

    expect(await inventoryIds(house, aBucket)).toEqual(['stocktake-weekly']);
    expect([(await ledgerEntry(house, aBucket)).state, waiting(house)]).toEqual(['compliant', 0]);
  });
});
