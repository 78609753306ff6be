import { describe, expect, test } from '@jest/globals';
import { readMessage } from '../../handlers/messages.ts';

const memberRole = 'stocktake/stocktake-member';

interface Overrides {
  readonly envelope?: Readonly<Record<string, unknown>>;
  readonly detail?: Readonly<Record<string, unknown>>;
}

function aCall({ envelope, detail }: Overrides = {}): string {
  return JSON.stringify({
    version: '0',
    id: '00000002-1111-2222-3333-000000000002',
    'detail-type': 'AWS API Call via CloudTrail',
    source: 'aws.s3',
    account: '111111111111',
    time: '2026-11-20T09:11:12Z',
    region: 'eu-west-1',
    resources: [],
    detail: {
      eventVersion: '1.11',
      userIdentity: {
        type: 'AssumedRole',
        arn: 'arn:aws:sts::111111111111:assumed-role/ci-deployer/build-7',
        accountId: '111111111111',
        sessionContext: {
          sessionIssuer: { type: 'Role', arn: 'arn:aws:iam::111111111111:role/ci-deployer' },
        },
      },
      eventTime: '2026-11-20T09:11:12Z',
      eventSource: 's3.amazonaws.com',
      eventName: 'CreateBucket',
      awsRegion: 'eu-west-1',
      requestParameters: {
        bucketName: 'acme-logs',
        CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' },
      },
      responseElements: null,
      recipientAccountId: '111111111111',
      ...detail,
    },
    ...envelope,
  });
}

function aCheck(detail: Readonly<Record<string, unknown>>): string {
  return aCall({
    envelope: { source: 'stocktake', 'detail-type': 'Bucket Check Requested', detail },
  });
}

describe('a call that concerns inventories', () => {
  test.each(['TagResource', 'UntagResource'])('%s of a bucket names it by its ARN', (eventName) => {
    const requestParameters = { resourceArn: 'arn:aws:s3:::acme-logs' };

    expect(
      readMessage(aCall({ detail: { eventName, requestParameters } }), memberRole),
    ).toMatchObject({
      kind: 'sighting',
      sighting: { bucket: { name: 'acme-logs' }, event: 'tagged' },
    });
  });

  test.each([
    'arn:aws:s3:eu-west-1:111111111111:accesspoint/acme',
    'arn:aws:s3:::acme-logs/a-key',
    'arn:aws:s3:eu-west-1:111111111111:storage-lens/default',
  ])('TagResource of %s concerns no bucket', (resourceArn) => {
    const detail = { eventName: 'TagResource', requestParameters: { resourceArn } };

    expect(readMessage(aCall({ detail }), memberRole)).toEqual({
      kind: 'ignored',
      reason: 'what was tagged is no general purpose bucket',
    });
  });

  test.each([
    ['CreateBucket', 'created'],
    ['DeleteBucket', 'deleted'],
    ['PutBucketTagging', 'tagged'],
    ['DeleteBucketTagging', 'tagged'],
    ['PutBucketInventoryConfiguration', 'inventory-changed'],
    ['DeleteBucketInventoryConfiguration', 'inventory-changed'],
  ])('%s is a sighting: %s', (eventName, event) => {
    expect(readMessage(aCall({ detail: { eventName } }), memberRole)).toMatchObject({
      kind: 'sighting',
      sighting: {
        bucket: { account: '111111111111', region: 'eu-west-1', name: 'acme-logs' },
        event,
        at: Date.parse('2026-11-20T09:11:12Z'),
      },
    });
  });

  test('names the role as creator, not its session', () => {
    expect(readMessage(aCall(), memberRole)).toMatchObject({
      sighting: { creator: 'arn:aws:iam::111111111111:role/ci-deployer' },
    });
  });

  test('names a user as creator where there is no role', () => {
    const arn = 'arn:aws:iam::111111111111:user/jane';
    const body = aCall({ detail: { userIdentity: { type: 'IAMUser', arn } } });

    expect(readMessage(body, memberRole)).toMatchObject({ sighting: { creator: arn } });
  });

  test.each([
    ['DeleteBucket', 'arn:aws:iam::111111111111:role/ci-deployer'],
    ['DeleteBucketInventoryConfiguration', 'arn:aws:iam::111111111111:role/ci-deployer'],
    ['PutBucketTagging', undefined],
    ['CreateBucket', undefined],
  ])('of %s remembers %s as the one who did it', (eventName, actor) => {
    const message = readMessage(aCall({ detail: { eventName } }), memberRole);

    expect(message).toMatchObject({ kind: 'sighting' });
    expect('sighting' in message && message.sighting.actor).toBe(actor);
  });

  test('knows no creator of a call that a service made', () => {
    const body = aCall({
      detail: { userIdentity: { type: 'AWSService', invokedBy: 'x.amazonaws.com' } },
    });

    expect(readMessage(body, memberRole)).toHaveProperty('sighting.creator', undefined);
  });

  test.each([
    ['the location constraint', { LocationConstraint: 'ap-southeast-2' }, 'ap-southeast-2'],
    ['eu-west-1 for the old name EU', { LocationConstraint: 'EU' }, 'eu-west-1'],
    [
      'the region of the event for a constraint that is none',
      { LocationConstraint: '' },
      'us-east-1',
    ],
    ['the region of the event without a constraint', undefined, 'us-east-1'],
  ])('places the bucket in %s', (_, CreateBucketConfiguration, region) => {
    const requestParameters = { bucketName: 'acme-logs', CreateBucketConfiguration };
    const body = aCall({ envelope: { region: 'us-east-1' }, detail: {} });
    const created = JSON.parse(body);
    created.detail.requestParameters = requestParameters;

    expect(readMessage(JSON.stringify(created), memberRole)).toMatchObject({
      sighting: { bucket: { region } },
    });
  });
});

describe('a message that is no work', () => {
  test('a failed call', () => {
    const body = aCall({ detail: { errorCode: 'BucketAlreadyExists' } });

    expect(readMessage(body, memberRole)).toEqual({
      kind: 'ignored',
      reason: 'the call failed with BucketAlreadyExists',
    });
  });

  test('our own write', () => {
    const arn = 'arn:aws:iam::111111111111:role/stocktake/stocktake-member';
    const userIdentity = { accountId: '111111111111', sessionContext: { sessionIssuer: { arn } } };
    const body = aCall({ detail: { eventName: 'PutBucketInventoryConfiguration', userIdentity } });

    expect(readMessage(body, memberRole)).toEqual({ kind: 'ignored', reason: 'our own write' });
  });

  test('a role of another path with our name is not us', () => {
    const arn = 'arn:aws:iam::111111111111:role/other-stocktake/stocktake-member';
    const userIdentity = { accountId: '111111111111', sessionContext: { sessionIssuer: { arn } } };

    expect(readMessage(aCall({ detail: { userIdentity } }), memberRole).kind).toBe('sighting');
  });

  test('a call that does not concern inventories', () => {
    const body = aCall({ detail: { eventName: 'PutBucketPolicy' } });

    expect(readMessage(body, memberRole)).toEqual({
      kind: 'ignored',
      reason: 'PutBucketPolicy does not concern inventories',
    });
  });

  test("the caller's copy of a call on somebody else's bucket", () => {
    const body = aCall({
      detail: { eventName: 'PutBucketTagging', resources: [{ accountId: '222222222222' }] },
    });

    expect(readMessage(body, memberRole)).toEqual({
      kind: 'ignored',
      reason: 'the bucket belongs to another account',
    });
  });
});

describe('a check that we asked for ourselves', () => {
  test('is a sighting of the bucket it names', () => {
    const body = aCheck({ account: '333333333333', region: 'us-east-1', bucket: 'acme-data' });

    expect(readMessage(body, memberRole)).toMatchObject({
      sighting: {
        bucket: { account: '333333333333', region: 'us-east-1', name: 'acme-data' },
        event: 'check',
      },
    });
  });

  test('names what it lacks', () => {
    const body = aCheck({ account: '333333333333', region: 'us-east-1' });

    expect(readMessage(body, memberRole)).toMatchObject({
      kind: 'malformed',
      reason: expect.stringMatching(/^detail\.bucket: /),
    });
  });
});

describe('a malformed message', () => {
  test.each([
    ['no JSON', '{"source":', /^the body is not JSON$/],
    ['an empty body', '', /^the body is not JSON$/],
    ['a list', '[]', /^event: /],
    ['no account', aCall({ envelope: { account: undefined } }), /^event\.account: /],
    [
      'an account that is no number',
      aCall({ envelope: { account: 'x' } }),
      /^event\.account: expected 12 digits$/,
    ],
    ['a region that is none', aCall({ envelope: { region: '../..' } }), /^event\.region: /],
    ['a detail that is text', aCall({ envelope: { detail: '{}' } }), /^event\.detail: /],
    ['a time that is none', aCall({ envelope: { time: 'yesterday' } }), /^event\.time: /],
    ['a source nobody reads', aCall({ envelope: { source: 'acme.s3' } }), /^nothing here reads/],
    [
      'a region longer than any',
      aCall({ envelope: { region: `eu${'-west'.repeat(400)}-1` } }),
      /^event\.region: expected a region code$/,
    ],
    [
      'a creator that is no ARN',
      aCall({ detail: { userIdentity: { arn: 'somebody' } } }),
      /^detail\.userIdentity\.arn: expected an ARN$/,
    ],
    [
      'a source that would fill the screen',
      aCall({ envelope: { source: `\u001b[2J${'a'.repeat(5_000)}` } }),
      /^nothing here reads '[^\p{Cc}]{100,180}…$/u,
    ],
    [
      'a bucket name with a slash',
      aCall({ detail: { requestParameters: { bucketName: 'a/../b' } } }),
      /^detail\.requestParameters\.bucketName: expected a bucket name$/,
    ],
    ['no bucket name', aCall({ detail: { requestParameters: null } }), /bucketName: missing$/],
    [
      'a record of another account',
      aCall({ detail: { recipientAccountId: '222222222222' } }),
      /^the event is of account 111111111111, its record of 222222222222$/,
    ],
    [
      'a creator of another account',
      aCall({ detail: { userIdentity: { accountId: '222222222222' } } }),
      /^the event is of account 111111111111, but 222222222222 created the bucket$/,
    ],
  ])('%s', (_, body, reason) => {
    expect(readMessage(body, memberRole)).toEqual({
      kind: 'malformed',
      reason: expect.stringMatching(reason),
    });
  });

  test('an account with a prototype for a source is nobody', () => {
    const body = aCall({ envelope: { source: 'constructor', 'detail-type': 'name' } });

    expect(readMessage(body, memberRole).kind).toBe('malformed');
  });
});

test('a request for a heartbeat names the account that asks: the hub', () => {
  const envelope = { source: 'stocktake', 'detail-type': 'Heartbeat Requested', detail: {} };

  expect(readMessage(aCall({ envelope }), memberRole)).toEqual({
    kind: 'heartbeat',
    account: '111111111111',
  });
});
