import { createHash } from 'node:crypto';
import {
  GetBucketPolicyCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { describe, expect, test } from '@jest/globals';
import { surveyBucket } from '../../handlers/sweep/survey-bucket.ts';
import { surveyPage } from '../../handlers/sweep/survey-page.ts';
import { emptyTally } from '../../rules/account-tally.ts';
import type { Report } from '../../rules/delivery.ts';
import { aBucket, createBucket, deleteBucket, requestReview } from './actors.ts';
import { type House, type HouseOptions, openHouse } from './house.ts';
import { weeklyAndDaily } from './mandates.ts';
import { hubEvents, ledgerEntry, notices, waitingBodies } from './traces.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const KEEPER = '222222222222';
const REPORTS = 'acme-inventory-eu-west-1';

/** A bucket of which a weekly and a daily report are to come, some time after it was put right. */
async function aReportingHouse(options: HouseOptions = {}): Promise<House> {
  const house = await openHouse({ mandate: weeklyAndDaily, ...options });
  await createBucket(house, aBucket);
  await house.clock.advance(HOUR);
  return house;
}

async function reportOf(house: House, rule = 'daily'): Promise<Report | undefined> {
  return (await ledgerEntry(house, aBucket)).reports[rule];
}

function keeper(
  { organization: { requestHandler } }: House,
  account = KEEPER,
  region = 'eu-west-1',
) {
  const credentials = { accessKeyId: account, secretAccessKey: 'anything' };
  return new S3Client({ region, requestHandler, credentials });
}

/** What S3 does every night. */
async function deliver(house: House, rule = 'daily'): Promise<void> {
  house.organization.machines.s3.deliver({ bucket: aBucket.name, id: `stocktake-${rule}` });
  await house.clock.advance(MINUTE);
}

interface Forgery {
  readonly manifest?: string;
  readonly checksum?: string;
  readonly path?: string;
  readonly bucket?: string;
}

const columns = 'Bucket, Key, VersionId, IsLatest, IsDeleteMarker, Size';

function aManifest(change: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    sourceBucket: aBucket.name,
    destinationBucket: `arn:aws:s3:::${REPORTS}`,
    fileFormat: 'CSV',
    fileSchema: columns,
    files: [],
    ...change,
  });
}

/** Somebody with rights in the destination account puts there what looks like a report. */
async function put(house: House, { manifest = aManifest(), checksum, path, bucket }: Forgery) {
  const minute = new Date(house.clock.now()).toISOString().slice(0, 16).replace(':', '-');
  const folder = path ?? `${aBucket.name}/stocktake-daily/${minute}Z`;
  const sum = checksum ?? createHash('md5').update(manifest).digest('hex');
  for (const [file, Body] of Object.entries({
    'manifest.json': manifest,
    'manifest.checksum': sum,
  })) {
    const Key = `${folder}/${file}`;
    await keeper(house).send(new PutObjectCommand({ Bucket: bucket ?? REPORTS, Key, Body }));
  }
  await house.clock.advance(MINUTE);
}

/** What the sweep does with a bucket once a day. */
async function survey(house: House): Promise<void> {
  await surveyBucket(house.operator, await ledgerEntry(house, aBucket), 1);
}

/** The same where S3 does not list it any more. */
async function surveyGone(house: House): Promise<void> {
  const page = { buckets: [], next: undefined };
  const step = { account: aBucket.account, sweep: 1, page, told: () => undefined };
  await surveyPage(house.operator, step, { startedAt: house.clock.now(), tally: emptyTally });
}

/** Puts what looks like an event on the queue of deliveries. */
async function send({ organization }: House, body: string): Promise<void> {
  const { account, region } = organization.seed.hub;
  const arn = `arn:aws:sqs:${region}:${account}:stocktake-deliveries`;
  organization.machines.queues.find(arn)?.send({ body, attributes: {}, sender: 'test' });
  await organization.settle();
}

/** What the clock asks for every minute. */
async function review(house: House): Promise<void> {
  for (let minute = 0; minute < 4; minute += 1) {
    await house.clock.advance(MINUTE);
    await requestReview(house);
    await house.organization.settle();
  }
}

/** What people were told that AWS, or we, say of the latest incident. */
function said(house: House): unknown {
  return hubEvents(house).findLast((event) => event['detail-type'] === 'Inventory Incident Opened')
    ?.detail.said;
}

const wrong = 'Reports are not what the mandate asks for in rule daily';
const missing = 'Reports do not arrive in rule daily';

describe('a report that arrives', () => {
  test('is known in the ledger, each rule’s own', async () => {
    const house = await aReportingHouse();

    await deliver(house, 'weekly');
    await deliver(house);

    const { reports } = await ledgerEntry(house, aBucket);
    expect(reports).toEqual({
      weekly: {
        at: Date.parse('2026-11-24T10:00:00Z'),
        heardAt: Date.parse('2026-11-24T10:00:00Z'),
      },
      daily: {
        at: Date.parse('2026-11-24T10:01:00Z'),
        heardAt: Date.parse('2026-11-24T10:01:00Z'),
      },
    });
  });

  test('does not go behind a later one that was heard of before', async () => {
    const house = await aReportingHouse();
    await deliver(house);

    await put(house, { path: `${aBucket.name}/stocktake-daily/2026-11-24T09-59Z` });

    expect((await reportOf(house))?.at).toBe(Date.parse('2026-11-24T10:00:00Z'));
  });

  test.each([
    ['a configuration of somebody else', `${aBucket.name}/team-report/2026-11-24T10-00Z`],
    ['a rule that is no more', `${aBucket.name}/stocktake-hourly/2026-11-24T10-00Z`],
    [
      'a place that the mandate does not name',
      `old/${aBucket.name}/stocktake-daily/2026-11-24T10-00Z`,
    ],
    ['a bucket that nobody knows', 'never-heard-of/stocktake-daily/2026-11-24T10-00Z'],
    ['no report at all', `${aBucket.name}/manifests`],
  ])('is nobody’s when it is of %s', async (_what, path) => {
    const house = await aReportingHouse();

    await put(house, { path });

    expect((await ledgerEntry(house, aBucket)).reports).toEqual({});
    expect(waitingBodies(house, 'stocktake-deliveries')).toEqual([]);
    expect(waitingBodies(house, 'stocktake-lost-deliveries')).toEqual([]);
  });
});

describe('a report that is not what the mandate asks for', () => {
  test('opens an incident, and one that is ends it', async () => {
    const house = await aReportingHouse();
    await put(house, { manifest: aManifest({ fileSchema: 'Bucket, Key' }) });
    await review(house);
    const meanwhile = notices(house);
    const reason = said(house);

    await deliver(house);
    await review(house);

    expect(meanwhile).toEqual([`opened: ${wrong}: 1 report`]);
    expect(reason).toBe(
      `the report of ${aBucket.name}, 2026-11-24T10:00:00.000Z: it lacks VersionId, IsLatest, IsDeleteMarker, Size`,
    );
    expect(notices(house)).toEqual([...meanwhile, `closed: Over: ${wrong}`]);
    expect((await reportOf(house))?.fault).toBeUndefined();
  });

  test.each<[string, Forgery, RegExp]>([
    ['none at all', { manifest: 'Hello!' }, /^what lies there as its manifest is none$/],
    [
      'of another bucket',
      { manifest: aManifest({ sourceBucket: 'x' }) },
      /^it is of the bucket x$/,
    ],
    [
      'of another format',
      { manifest: aManifest({ fileFormat: 'ORC' }) },
      /^it is in ORC, not in CSV$/,
    ],
    [
      'not what was summed up',
      { checksum: '0'.repeat(32) },
      /^its manifest is not what its checksum/,
    ],
    [
      'endless',
      { manifest: ' '.repeat(16_000_001) },
      /^its manifest is longer than 16000000 bytes$/,
    ],
  ])('is one whose manifest is %s', async (_what, forgery, fault) => {
    const house = await aReportingHouse();

    await put(house, forgery);

    expect((await reportOf(house))?.fault).toMatch(fault);
  });

  test('is one that we may not read', async () => {
    const house = await aReportingHouse();
    const role = `arn:aws:iam::${house.organization.seed.hub.account}:role/stocktake/stocktake-delivery`;
    house.organization.revoke(role, 's3:GetObject');

    await deliver(house);

    expect((await reportOf(house))?.fault).toMatch(
      /^its manifest could not be read: AccessDenied: .* is not authorized to perform: s3:GetObject /,
    );
  });

  test('is no news where it was made before the bucket was put right', async () => {
    const house = await aReportingHouse();

    await put(house, {
      manifest: 'Hello!',
      path: `${aBucket.name}/stocktake-daily/2026-11-24T08-30Z`,
    });

    expect(await reportOf(house)).toBeUndefined();
  });
});

describe('an event that claims that a report has arrived', () => {
  const event = {
    account: KEEPER,
    region: 'eu-west-1',
    source: 'aws.s3',
    'detail-type': 'Object Created',
    detail: {
      bucket: { name: REPORTS },
      object: { key: `${aBucket.name}/stocktake-daily/2026-11-24T10-00Z/manifest.checksum` },
    },
  };

  test.each([
    ['comes from an account that keeps no reports', { account: aBucket.account }],
    ['comes from another region', { region: 'us-east-1' }],
    [
      'is about a bucket of which the mandate says nothing',
      { detail: { ...event.detail, bucket: { name: 'x' } } },
    ],
  ])('is not believed if it %s', async (_what, change) => {
    const house = await aReportingHouse();

    await send(house, JSON.stringify({ ...event, ...change }));

    expect((await ledgerEntry(house, aBucket)).reports).toEqual({});
    expect(waitingBodies(house, 'stocktake-deliveries')).toEqual([]);
  });

  test('is not even heard on the hub’s bus if it comes from such an account', async () => {
    const house = await aReportingHouse();
    const { machines, seed } = house.organization;
    const bus = `arn:aws:events:${seed.hub.region}:${seed.hub.account}:event-bus/stocktake`;
    const roleArn = `arn:aws:iam::${aBucket.account}:role/stocktake/stocktake-forward`;
    const retries = { maximumRetryAttempts: 0, maximumEventAgeInSeconds: 60 };
    machines.buses.putRule({
      busArn: `arn:aws:events:eu-west-1:${aBucket.account}:event-bus/default`,
      name: 'stocktake-forged',
      state: 'ENABLED',
      pattern: { source: ['aws.s3'], 'detail-type': ['Object Created'] },
      targets: [{ id: 'hub', arn: bus, roleArn, ...retries }],
    });
    machines.s3.place({
      account: aBucket.account,
      region: 'eu-west-1',
      name: 'mine',
      policy: undefined,
      tellsEventBridge: true,
    });
    const Key = event.detail.object.key;

    await keeper(house, aBucket.account).send(
      new PutObjectCommand({ Bucket: 'mine', Key, Body: 'x' }),
    );
    await house.organization.settle();

    expect(
      hubEvents(house)
        .filter(({ account, source }) => account === aBucket.account && source === 'aws.s3')
        .map((one) => one['detail-type']),
    ).toContain('Object Created');
    expect(
      house.organization.calls.filter(({ caller }) => caller.includes('stocktake-delivery')),
    ).toEqual([]);
  });
});

describe('a report that does not arrive', () => {
  const withoutS3 = JSON.stringify({ Version: '2012-10-17', Statement: [] });

  async function policyOf(house: House): Promise<string> {
    const { Policy = '' } = await keeper(house).send(
      new GetBucketPolicyCommand({ Bucket: REPORTS }),
    );
    return Policy;
  }

  async function setPolicy(house: House, Policy: string): Promise<void> {
    await keeper(house).send(new PutBucketPolicyCommand({ Bucket: REPORTS, Policy }));
  }

  test('is an incident that says why, until it arrives', async () => {
    const house = await aReportingHouse();
    const policy = await policyOf(house);
    await setPolicy(house, withoutS3);
    await house.clock.advance(2 * DAY - 2 * HOUR);
    await survey(house);
    await review(house);
    const early = notices(house);

    await house.clock.advance(2 * HOUR);
    await survey(house);
    await survey(house);
    await review(house);
    const opened = notices(house);
    const reason = said(house);
    await setPolicy(house, policy);
    await deliver(house);
    await review(house);

    expect(early).toEqual([]);
    expect(opened).toContain(`opened: ${missing}: 1 report`);
    expect(opened).toHaveLength(2);
    expect(reason).toBe(
      `the report of ${aBucket.name} is overdue: the policy of the bucket ${REPORTS} does not let S3 in for any account`,
    );
    expect(notices(house).slice(2)).toEqual([`closed: Over: ${missing}`]);
    expect(await reportOf(house)).toEqual({ at: expect.any(Number), heardAt: expect.any(Number) });
  });

  test('is nobody’s when its bucket is gone', async () => {
    const house = await aReportingHouse();
    await house.clock.advance(3 * DAY);
    await survey(house);
    await review(house);

    await deleteBucket(house, aBucket);
    await house.clock.advance(HOUR);
    await surveyGone(house);
    await review(house);

    expect(notices(house).filter((notice) => notice.includes(missing))).toEqual([
      `opened: ${missing}: 1 report`,
      `closed: Over: ${missing}`,
    ]);
  });

  test('is looked for once at a destination, whoever waits for it', async () => {
    const house = await aReportingHouse();
    await house.clock.advance(3 * DAY);

    await survey(house);
    await survey(house);

    const looks = house.organization.calls.filter(
      ({ operation }) => operation === 'GetBucketPolicy',
    );
    expect(looks).toHaveLength(1);
    expect(await reportOf(house)).toEqual({ isOverdue: true });
    expect(await reportOf(house, 'weekly')).toEqual({ isOverdue: true });
  });
});
