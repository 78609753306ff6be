import { PutObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, test } from '@jest/globals';
import { aBucket, createBucket, deleteBucket } from './actors.ts';
import type { House } from './house.ts';
import {
  aManifest,
  aReportingHouse,
  deliver,
  type Forgery,
  HOUR,
  KEEPER,
  keeper,
  put,
  REPORTS,
  reportOf,
  review,
  said,
} from './reporting-house.ts';
import { hubEvents, ledgerEntry, notices, waitingBodies } from './traces.ts';

const wrong = 'Reports are not what the mandate asks for in rule daily';

/** Puts what looks like an event on the queue of deliveries. */
async function send({ organization }: House, body: string): Promise<void> {
  const { account, region } = organization.seed.hub;
  const arn = `arn:aws:sqs:${region}:${account}:stocktake-deliveries`;
  organization.machines.queues.find(arn)?.send({ body, attributes: {}, sender: 'test' });
  await organization.settle();
}

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

  test('is that of whoever has the name now', async () => {
    const house = await aReportingHouse();
    await deleteBucket(house, aBucket);
    const heir = { ...aBucket, account: '444444444444' };
    await createBucket(house, heir);
    await house.clock.advance(HOUR);

    await deliver(house);

    expect(Object.keys((await ledgerEntry(house, heir)).reports)).toEqual(['daily']);
    expect((await ledgerEntry(house, aBucket)).reports).toEqual({});
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
