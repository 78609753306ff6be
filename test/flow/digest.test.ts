import { DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from '@jest/globals';
import { keyOf } from '../../infra/aws/ledger-item.ts';
import type { BucketRef } from '../../rules/bucket.ts';
import { aBucket, createBucket, requestCheck, requestDigest, requestReview } from './actors.ts';
import { type House, type HouseOptions, openHouse } from './house.ts';
import { vendorExempt, weekly } from './mandates.ts';
import { type Blow, type MortalProcess, mortalProcess } from './mortal-process.ts';
import { digests, notices, post } from './traces.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const headline = 'A bucket belongs to somebody else in account 444444444444 (payments-dev)';
const opened = `opened: ${headline}: 1 bucket failed`;
const updated = `updated: ${headline}: 1 bucket failed`;

function bucketNamed(name: string): BucketRef {
  return { ...aBucket, name };
}

/** With an incident that people have been told of. */
async function openTroubledHouse(options: HouseOptions = {}): Promise<House> {
  const house = await openHouse(options);
  await createBucket(house, aBucket);
  await requestCheck(house, { ...aBucket, account: '444444444444' });
  await house.clock.advance(MINUTE);
  await requestReview(house);
  await house.clock.advance(MINUTE);
  return house;
}

async function digestOf(house: House) {
  await requestDigest(house);
  await house.clock.advance(MINUTE);
  return digests(house).at(-1);
}

describe('the digest', () => {
  test('comes at its hour', async () => {
    const house = await openHouse({ schedules: true, parameters: { DigestHour: '10' } });

    await house.clock.advance(HOUR - 1);
    const early = digests(house);
    await house.clock.advance(HOUR);

    expect(early).toEqual([]);
    expect(digests(house)).toMatchObject([{ day: '2026-11-24', at: '2026-11-24T10:00:00.000Z' }]);
  });

  test('comes again the next day', async () => {
    const house = await openHouse();

    await digestOf(house);
    await house.clock.advance(DAY);
    await digestOf(house);

    expect(digests(house).map(({ day }) => day)).toEqual(['2026-11-24', '2026-11-25']);
  });

  test('comes once, however often it is asked for', async () => {
    const weather = { lose: 0, duplicate: 1, delayMs: MINUTE };
    const house = await openHouse({ weather });

    await requestDigest(house);
    await requestDigest(house);
    await house.clock.advance(2 * HOUR);
    await requestDigest(house);
    await house.clock.advance(2 * HOUR);

    expect(digests(house)).toHaveLength(1);
  });

  test('is not told of a day that is over', async () => {
    const house = await openHouse();

    await requestDigest(house, house.clock.now() - DAY);
    await house.clock.advance(HOUR);

    expect(digests(house)).toEqual([]);
  });

  test('counts what the ledger holds', async () => {
    const house = await openTroubledHouse({ mandate: vendorExempt });
    await createBucket(house, bucketNamed('payments-refunds'));
    await createBucket(house, bucketNamed('vendor-exports'));
    await requestCheck(house, bucketNamed('never-was'));
    post(house, 'nonsense');
    await house.clock.advance(MINUTE);

    expect(await digestOf(house)).toMatchObject({
      headline: 'Daily digest 2026-11-24: 4 buckets, 2 open incidents',
      total: 4,
      states: '4 buckets: 2 compliant, 1 exempt, 1 failed',
      unknown: 0,
      corrected: 2,
      corrections: '2 buckets in the last 24 hours',
      incidents: 2,
      openIncidents: `${headline}: 1 bucket failed, for 3 minutes; Messages cannot be understood in the organization: 1 message failed, for 1 minute`,
      deadLetters: 1,
      trouble: '-',
    });
  });

  test('forgets corrections of the day before', async () => {
    const house = await openHouse();
    await createBucket(house, aBucket);
    await house.clock.advance(DAY + MINUTE);

    expect(await digestOf(house)).toMatchObject({ corrected: 0, corrections: '-' });
  });

  test('tells of exemptions that end soon', async () => {
    const mandate = vendorExempt.replace('2027-03-31', '2026-12-01');
    const house = await openHouse({ mandate });

    expect(await digestOf(house)).toMatchObject({
      expiring: '2026-12-01 platform@example.com: the vendor rotates its buckets',
      expired: '-',
    });
  });

  test('is told though the mandate cannot be read, and says so', async () => {
    const house = await openHouse({ mandate: 'unreadable' });

    expect(await digestOf(house)).toMatchObject({
      expiring: 'unknown: the mandate cannot be read',
      trouble: expect.stringContaining('the mandate cannot be read: '),
    });
  });

  test('comes as a mail of whole lines', async () => {
    const house = await openTroubledHouse({ mandate: `${weekly}# "quoted"\n` });

    await digestOf(house);

    const { hub } = house.organization.seed;
    const topic = `arn:aws:sns:${hub.region}:${hub.account}:stocktake-alerts`;
    expect(house.organization.machines.topics.published(topic).at(-1)?.message).toBe(
      [
        '"Daily digest 2026-11-24: 2 buckets, 1 open incident"',
        '"States: 2 buckets: 1 compliant, 1 failed"',
        '"Sums: no sweep has listed the buckets of S3 yet"',
        '"Corrected: 1 bucket in the last 24 hours"',
        `"Open incidents: ${headline}: 1 bucket failed, for 2 minutes"`,
        '"Exemptions that end within 14 days: -"',
        '"Exemptions that ended within 14 days: -"',
        '"Dead letters: 0"',
        '"Could not be read: -"',
        '"Next step: npm run stocktake -- status"',
      ].join('\n'),
    );
  });
});

describe('an open incident', () => {
  test('is told anew once a day', async () => {
    const house = await openTroubledHouse();

    await requestDigest(house);
    await requestDigest(house);
    await house.clock.advance(HOUR);
    const today = notices(house);
    await house.clock.advance(DAY);
    await digestOf(house);

    expect(today).toEqual([opened, updated]);
    expect(notices(house)).toEqual([opened, updated, updated]);
  });

  test('that is younger than the request for the digest is not', async () => {
    const house = await openTroubledHouse();

    await requestDigest(house, house.clock.now() - HOUR);
    await house.clock.advance(HOUR);

    expect(digests(house)).toHaveLength(1);
    expect(notices(house)).toEqual([opened]);
  });
});

describe('whoever tells it', () => {
  /** Everything that is to be told today, and the calls that it takes, from the first to the last. */
  async function tellAll(mortal: MortalProcess) {
    const { transport, life, calls } = mortal;
    const house = await openTroubledHouse({ transport, life });
    const first = calls();
    await requestDigest(house);
    await house.clock.advance(2 * HOUR);
    const told = [...notices(house), ...digests(house).map(({ day }) => day)];
    return { told, first, last: calls() - 1 };
  }

  test.each<Blow>(['killed-before', 'killed-after', 'answer-lost'])(
    'tells it once, %s at whatever call',
    async (blow) => {
      const { first, last } = await tellAll(mortalProcess(blow));

      for (let fatal = first; fatal <= last; fatal += 1) {
        const { told } = await tellAll(mortalProcess(blow, fatal));

        expect([fatal, ...told]).toEqual([fatal, opened, updated, '2026-11-24']);
      }
      expect(last - first).toBeGreaterThan(15);
    },
    600_000,
  );
});

describe('a bucket in an incident that is not there', () => {
  test('gets it', async () => {
    const house = await openHouse();
    await createBucket(house, aBucket);
    await house.clock.advance(MINUTE);
    await loseIncidentOf(house, aBucket);

    const digest = await digestOf(house);
    await house.clock.advance(MINUTE);
    await requestReview(house);
    await house.clock.advance(MINUTE);

    const told = 'A permission is missing in account 111111111111 (payments-prod): 1 bucket failed';
    expect(digest).toMatchObject({ incidents: 1, openIncidents: expect.stringContaining(told) });
    expect(notices(house)).toEqual([`opened: ${told}`]);
  });

  /** As if its function had been held up for minutes between announcing the failure and writing it down. */
  async function loseIncidentOf({ operator }: House, bucket: BucketRef): Promise<void> {
    const request = new UpdateItemCommand({
      ...keyOf(operator, bucket),
      UpdateExpression: 'SET #state = :failed, incident = :incident',
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: {
        ':failed': { S: 'failed' },
        ':incident': { S: 'denied/111111111111' },
      },
    });
    await operator.hub(DynamoDBClient).send(request);
  }
});
