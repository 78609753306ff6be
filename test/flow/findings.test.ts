import { describe, expect, test } from '@jest/globals';
import { putEvents } from '../../infra/aws/events.ts';
import type { Place } from '../../infra/cloud.ts';
import { AwsError } from '../../infra/local/service.ts';
import { aBucket, createBucket, requestCheck } from './actors.ts';
import { type House, openHouse } from './house.ts';
import { ending, news, untold } from './traces.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const puts = { service: 's3', operation: 'PutBucketInventoryConfiguration' };
const imports = { service: 'securityhub', operation: 'BatchImportFindings' };
const full = new AwsError('TooManyConfigurations', 'There are 1,000 already.');
const slowDown = new AwsError('SlowDown', 'Please reduce your request rate.', { status: 503 });
const limited = new AwsError('LimitExceededException', 'Too many.', { status: 429 });

function open(): Promise<House> {
  return openHouse({ parameters: { SecurityHubFindings: 'true' } });
}

/** The bucket fails once: it is full of others' configurations. */
async function fail(house: House, bucket = aBucket): Promise<void> {
  house.organization.faults.next(1, puts, full);
  await createBucket(house, bucket);
  await house.clock.advance(MINUTE);
}

async function check(house: House): Promise<void> {
  await requestCheck(house, aBucket);
  await house.clock.advance(MINUTE);
}

/** Puts an outcome event on the hub's bus, as our functions do. */
async function tell({ operator, clock }: House, detail: object): Promise<void> {
  const event = {
    EventBusName: operator.settings.hubBus,
    Source: 'stocktake',
    DetailType: 'Bucket Inventory Outcome',
    Detail: JSON.stringify(detail),
    Time: new Date(clock.now()),
  };
  await putEvents(operator, [event]);
}

/** As `stocktake/too-many-configurations ACTIVE FAILED`. */
function findings({ organization }: House, place: Place = aBucket): readonly string[] {
  return organization.machines.findings
    .in(place)
    .map(({ GeneratorId, RecordState, Compliance }) =>
      [GeneratorId, RecordState, Compliance?.Status].join(' '),
    );
}

describe('a bucket that fails', () => {
  test('is a finding in its own account and region', async () => {
    const house = await open();
    const bucket = { ...aBucket, region: 'us-east-1' };

    await fail(house, bucket);

    expect(findings(house, bucket)).toEqual(['stocktake/too-many-configurations ACTIVE FAILED']);
    expect(findings(house)).toEqual([]);
  });

  test('is none any more once it is as it should be', async () => {
    const house = await open();
    await fail(house);

    await check(house);

    expect(findings(house)).toEqual(['stocktake/compliant ARCHIVED PASSED']);
  });

  test('stays a finding while it is tried again', async () => {
    const house = await open();
    await fail(house);
    house.organization.faults.next(1_000, puts, slowDown);

    await check(house);
    const meanwhile = [await ending(house, aBucket), ...findings(house)];
    house.organization.faults.clear();
    await house.clock.advance(10 * MINUTE);

    expect(meanwhile).toEqual([
      'deferred: throttled',
      'stocktake/too-many-configurations ACTIVE FAILED',
    ]);
    expect(findings(house)).toEqual(['stocktake/compliant ARCHIVED PASSED']);
  });

  test('because it is somebody else’s is a finding of the account that our record names', async () => {
    const house = await open();
    await createBucket(house, aBucket);
    const claimed = { ...aBucket, account: '444444444444' };

    await requestCheck(house, claimed);
    await house.clock.advance(MINUTE);

    expect(findings(house, claimed)).toEqual(['stocktake/wrong-owner ACTIVE FAILED']);
    expect(findings(house)).toEqual([]);
  });

  test('is no finding unless that is wanted', async () => {
    const house = await openHouse();

    await fail(house);

    expect(news(house)).toEqual(['payments-orders failed']);
    expect(findings(house)).toEqual([]);
  });
});

describe('a bucket that never failed', () => {
  test('is no finding', async () => {
    const house = await open();

    await createBucket(house, aBucket);
    await house.clock.advance(MINUTE);

    expect(news(house)).toEqual(['payments-orders compliant']);
    expect(findings(house)).toEqual([]);
  });
});

test.each(['role-not-ready', 'region-disabled'])(
  'where a bucket fails because of %s nobody tries to import a finding',
  async (cause) => {
    const house = await open();
    const { name: bucket, ...place } = { ...aBucket, account: '666666666666' };

    await tell(house, { ...place, bucket, state: 'failed', cause, since: '2026-11-24T09:00:00Z' });
    await house.clock.advance(2 * HOUR);

    expect(house.organization.calls.map(({ operation }) => operation)).not.toContain('AssumeRole');
    expect(untold(house)).toEqual([]);
  },
);

test('an event that cannot be read ends with what was not told', async () => {
  const house = await open();
  const detail = { state: 'failed', cause: 'denied' };

  await tell(house, detail);
  await house.clock.advance(2 * HOUR);

  expect(untold(house)).toMatchObject([{ detail }]);
});

describe('a Security Hub', () => {
  test('that throttles is asked again', async () => {
    const house = await open();
    house.organization.faults.next(10, imports, limited);
    await fail(house);
    const before = findings(house);

    await house.clock.advance(2 * HOUR);

    expect(before).toEqual([]);
    expect(findings(house)).toEqual(['stocktake/too-many-configurations ACTIVE FAILED']);
  });

  test('that was late for the failure does not open again what is closed', async () => {
    const house = await open();
    house.organization.faults.next(10, imports, limited);
    await fail(house);
    house.organization.faults.clear();
    await check(house);

    await house.clock.advance(2 * HOUR);

    expect(findings(house)).toEqual(['stocktake/compliant ARCHIVED PASSED']);
  });

  test('that is not enabled is left alone', async () => {
    const house = await open();
    house.organization.machines.findings.disable(aBucket);

    await fail(house);
    await house.clock.advance(2 * HOUR);

    const asked = house.organization.calls.filter(({ service }) => service === 'securityhub');
    expect(asked).toHaveLength(1);
    expect(untold(house)).toEqual([]);
  });

  test('that denies it leaves the event with what was not told', async () => {
    const house = await open();
    const { organization, operator } = house;
    const role = `arn:aws:iam::${aBucket.account}:role/${operator.settings.memberRole}`;
    organization.revoke(role, 'securityhub:BatchImportFindings');

    await fail(house);
    await house.clock.advance(2 * HOUR);

    expect(findings(house)).toEqual([]);
    expect(untold(house)).toEqual([
      expect.objectContaining({ detail: expect.objectContaining({ state: 'failed' }) }),
    ]);
  });
});
