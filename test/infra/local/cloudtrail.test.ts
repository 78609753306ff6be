import {
  CreateBucketCommand,
  DeleteBucketInventoryConfigurationCommand,
  GetBucketLocationCommand,
  ListBucketsCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { describe, expect, test } from '@jest/globals';
import type { BusEvent } from '../../../infra/local/service.ts';
import {
  anOrganization,
  clientOf,
  DEVELOPMENT,
  type OrganizationInTest,
  PRODUCTION,
  refusal,
} from './an-organization.ts';
import { anInventory, putInventory } from './s3/a-bucket.ts';

const MEMBER_ROLE = `arn:aws:iam::${PRODUCTION}:role/stocktake/stocktake-member`;

function eventsOf(organization: OrganizationInTest, account = PRODUCTION): readonly BusEvent[] {
  const bus = `arn:aws:events:eu-west-1:${account}:event-bus/default`;
  return organization.machines.buses.seen(bus);
}

async function anAccount() {
  const organization = await anOrganization();
  const s3 = new S3Client(clientOf(organization));
  return { organization, s3 };
}

async function aBucket() {
  const account = await anAccount();
  await account.s3.send(new CreateBucketCommand({ Bucket: 'orders' }));
  return account;
}

describe('a call that creates a bucket', () => {
  test('becomes an event on the default bus of its account and region', async () => {
    const { organization } = await aBucket();

    const [event] = eventsOf(organization);

    expect(event).toMatchObject({
      version: '0',
      'detail-type': 'AWS API Call via CloudTrail',
      source: 'aws.s3',
      account: PRODUCTION,
      time: '2026-11-24T00:00:00Z',
      region: 'eu-west-1',
      resources: [],
    });
    expect(event?.detail).toMatchObject({
      eventSource: 's3.amazonaws.com',
      eventName: 'CreateBucket',
      awsRegion: 'eu-west-1',
      eventTime: '2026-11-24T00:00:00Z',
      recipientAccountId: PRODUCTION,
      readOnly: false,
      managementEvent: true,
      responseElements: null,
      requestParameters: {
        bucketName: 'orders',
        CreateBucketConfiguration: {
          LocationConstraint: 'eu-west-1',
          xmlns: 'http://s3.amazonaws.com/doc/2006-03-01/',
        },
        Host: 'orders.s3.eu-west-1.amazonaws.com',
      },
    });
  });

  test('names the administrator as root, without a session', async () => {
    const { organization } = await aBucket();

    const [event] = eventsOf(organization);

    expect(event?.detail.userIdentity).toEqual({
      type: 'Root',
      principalId: PRODUCTION,
      arn: `arn:aws:iam::${PRODUCTION}:root`,
      accountId: PRODUCTION,
      accessKeyId: PRODUCTION,
    });
  });

  test('and fails, tells its error and nothing that was made', async () => {
    const { organization, s3 } = await aBucket();

    await refusal(s3.send(new CreateBucketCommand({ Bucket: 'orders' })));

    expect(eventsOf(organization).at(-1)?.detail).toMatchObject({
      eventName: 'CreateBucket',
      errorCode: 'BucketAlreadyOwnedByYou',
      requestParameters: { bucketName: 'orders' },
    });
  });

  test('of a directory bucket comes from another source', async () => {
    const { organization, s3 } = await anAccount();
    const request = new CreateBucketCommand({
      Bucket: 'train--euw1-az1--x-s3',
      CreateBucketConfiguration: {
        Location: { Type: 'AvailabilityZone', Name: 'euw1-az1' },
        Bucket: { DataRedundancy: 'SingleAvailabilityZone', Type: 'Directory' },
      },
    });

    await s3.send(request);

    const [event] = eventsOf(organization);
    expect(event?.source).toBe('aws.s3express');
    expect(event?.detail.eventSource).toBe('s3express.amazonaws.com');
  });
});

describe('a session', () => {
  test('is told with the role that issued it, path and all', async () => {
    const { organization } = await aBucket();
    const member = new S3Client(clientOf(organization, organization.credentialsOf(MEMBER_ROLE)));

    await putInventory(member);

    expect(eventsOf(organization).at(-1)?.detail.userIdentity).toMatchObject({
      type: 'AssumedRole',
      arn: `arn:aws:sts::${PRODUCTION}:assumed-role/stocktake-member/local`,
      sessionContext: {
        sessionIssuer: { type: 'Role', arn: MEMBER_ROLE, userName: 'stocktake-member' },
      },
    });
  });
});

describe('inventory configurations', () => {
  test('are told with their id and their content', async () => {
    const { organization, s3 } = await aBucket();

    await putInventory(s3, anInventory({ OptionalFields: ['Size'] }));

    expect(eventsOf(organization).at(-1)?.detail.requestParameters).toMatchObject({
      inventory: '',
      id: 'weekly',
      InventoryConfiguration: { Id: 'weekly', OptionalFields: { Field: ['Size'] } },
    });
  });

  test('are told when they are deleted', async () => {
    const { organization, s3 } = await aBucket();
    await putInventory(s3);
    const deletion = { Bucket: 'orders', Id: 'weekly', ExpectedBucketOwner: PRODUCTION };

    await s3.send(new DeleteBucketInventoryConfigurationCommand(deletion));

    const { detail } = eventsOf(organization).at(-1) ?? {};
    expect(detail?.eventName).toBe('DeleteBucketInventoryConfiguration');
    expect(detail?.requestParameters).toMatchObject({
      bucketName: 'orders',
      id: 'weekly',
      'x-amz-expected-bucket-owner': PRODUCTION,
    });
  });
});

test('calls that only read are not told', async () => {
  const { organization, s3 } = await aBucket();

  await s3.send(new GetBucketLocationCommand({ Bucket: 'orders' }));
  await s3.send(new ListBucketsCommand({}));

  expect(eventsOf(organization).map(({ detail }) => detail.eventName)).toEqual(['CreateBucket']);
});

test('a call of another account is told to both, under one shared id', async () => {
  const { organization, s3 } = await aBucket();
  const Resource = 'arn:aws:s3:::orders';
  const Statement = { Effect: 'Allow', Principal: '*', Action: 's3:PutBucketTagging', Resource };
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement });
  await s3.send(new PutBucketPolicyCommand({ Bucket: 'orders', Policy }));
  const stranger = new S3Client(clientOf(organization, DEVELOPMENT));
  const Tagging = { TagSet: [{ Key: 'a', Value: 'b' }] };

  await stranger.send(new PutBucketTaggingCommand({ Bucket: 'orders', Tagging }));

  const theirs = eventsOf(organization, DEVELOPMENT).at(-1);
  const ours = eventsOf(organization).at(-1);
  expect([theirs?.account, ours?.account]).toEqual([DEVELOPMENT, PRODUCTION]);
  expect(theirs?.detail.sharedEventID).toBe(ours?.detail.sharedEventID);
  expect(theirs?.detail.eventID).not.toBe(ours?.detail.eventID);
});
