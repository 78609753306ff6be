import type { BucketRef } from '../../rules/bucket.ts';

// Bodies of the work queue as they really are, before anybody tampers with them.

/** JSON that can be taken apart. */
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** Milliseconds since the epoch, and what the event is about. */
export interface Occasion {
  readonly at: number;
  readonly bucket: BucketRef;
  /** The account of the hub. */
  readonly hub: string;
}

type Maker = (occasion: Occasion) => Json;

/** A check that an operator asks for. */
function aCheck(occasion: Occasion): Json {
  const { account, region, name: bucket } = occasion.bucket;
  const detail = { account, region, bucket };
  return { ...ours(occasion, 'Bucket Check Requested'), detail };
}

/** One of every kind that `readMessage` tells apart. */
export const envelopeMakers: readonly Maker[] = [
  (occasion) => aCall(occasion, 'CreateBucket'),
  (occasion) => aCall(occasion, 'DeleteBucket'),
  (occasion) => aCall(occasion, 'PutBucketTagging'),
  (occasion) => aCall(occasion, 'DeleteBucketTagging'),
  (occasion) => aCall(occasion, 'PutBucketInventoryConfiguration'),
  (occasion) => aCall(occasion, 'DeleteBucketInventoryConfiguration'),
  (occasion) => aCall(occasion, 'PutBucketPolicy'),
  (occasion) => aTagging(occasion, `arn:aws:s3:::${occasion.bucket.name}`),
  (occasion) => aTagging(occasion, `arn:aws:s3:::${occasion.bucket.name}/a-key`),
  (occasion) => aCall(occasion, 'CreateBucket', { errorCode: 'BucketAlreadyExists' }),
  (occasion) => ({ ...aCall(occasion, 'CreateBucket'), source: 'aws.s3express' }),
  (occasion) => aCall(occasion, 'DeleteBucketInventoryConfiguration', ourOwn(occasion)),
  aCheck,
  (occasion) => ({ ...ours(occasion, 'Heartbeat Requested'), detail: {} }),
];

function aCall(occasion: Occasion, eventName: string, more: Record<string, Json> = {}) {
  const { account, region, name } = occasion.bucket;
  const eventTime = timeOf(occasion);
  return {
    ...envelope(occasion, account),
    'detail-type': 'AWS API Call via CloudTrail',
    source: 'aws.s3',
    region,
    detail: {
      eventVersion: '1.11',
      userIdentity: deployer(account, 'ci-deployer'),
      eventTime,
      eventSource: 's3.amazonaws.com',
      eventName,
      awsRegion: region,
      sourceIPAddress: '203.0.113.7',
      requestParameters: {
        bucketName: name,
        Host: `${name}.s3.${region}.amazonaws.com`,
        CreateBucketConfiguration: { LocationConstraint: region },
      },
      responseElements: null,
      resources: [{ accountId: account, type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::${name}` }],
      recipientAccountId: account,
      ...more,
    },
  };
}

function aTagging(occasion: Occasion, resourceArn: string): Json {
  return aCall(occasion, 'TagResource', { requestParameters: { resourceArn } });
}

function ourOwn({ bucket: { account } }: Occasion): Record<string, Json> {
  return { userIdentity: deployer(account, 'stocktake/stocktake-member') };
}

function deployer(account: string, role: string): Json {
  return {
    type: 'AssumedRole',
    arn: `arn:aws:sts::${account}:assumed-role/${role.split('/').at(-1)}/build-7`,
    accountId: account,
    sessionContext: {
      sessionIssuer: { type: 'Role', arn: `arn:aws:iam::${account}:role/${role}` },
      attributes: { mfaAuthenticated: 'false' },
    },
  };
}

function ours(occasion: Occasion, type: string) {
  const { region } = occasion.bucket;
  return { ...envelope(occasion, occasion.hub), 'detail-type': type, source: 'stocktake', region };
}

function envelope(occasion: Occasion, account: string) {
  const id = '00000002-1111-2222-3333-000000000002';
  return { version: '0', id, account, time: timeOf(occasion), resources: [] };
}

function timeOf({ at }: Occasion): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
}
