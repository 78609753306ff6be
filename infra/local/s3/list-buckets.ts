import type {
  GetBucketLocationOutput,
  GetBucketLocationRequest,
  HeadBucketOutput,
  HeadBucketRequest,
  ListBucketsOutput,
  ListBucketsRequest,
  ListDirectoryBucketsOutput,
  ListDirectoryBucketsRequest,
} from '@aws-sdk/client-s3';
import { s3Action } from '../permissions/s3-permission.ts';
import type { Call, Operations } from '../service.ts';
import { type Bucket, isDirectoryBucket } from './bucket.ts';
import { pageOf } from './page.ts';
import { requireBucket } from './require-bucket.ts';
import { invalidArgument } from './s3-error.ts';
import type { S3World } from './s3-world.ts';

const PAGE_AT_MOST = 10_000;

/** Which buckets there are, and where. */
export function bucketOperations(world: S3World): Operations {
  return {
    ListBuckets: (input: ListBucketsRequest, call) => listBuckets(world, input, call),
    ListDirectoryBuckets: (input: ListDirectoryBucketsRequest, call) =>
      listDirectoryBuckets(world, input, call),
    HeadBucket: (input: HeadBucketRequest, call): HeadBucketOutput => {
      const { region } = requireBucket(world, input, call);
      return { BucketRegion: region, AccessPointAlias: false };
    },
    GetBucketLocation: (input: GetBucketLocationRequest, call) =>
      locationOf(requireBucket(world, input, call)),
  };
}

/**
 * The account's general purpose buckets in all regions, by name. Only a call that asks for pages gets pages.
 *
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html
 *
 * @throws AwsError `InvalidArgument`.
 */
function listBuckets(
  { namespace, authority }: S3World,
  input: ListBucketsRequest,
  call: Call,
): ListBucketsOutput {
  authority.require(call, { action: s3Action('ListBuckets', ''), resource: '*' });
  const { account } = call.caller;
  const { MaxBuckets = PAGE_AT_MOST, Prefix = '', BucketRegion, ContinuationToken } = input;
  if (MaxBuckets < 1 || MaxBuckets > PAGE_AT_MOST) {
    const message = `Argument max-buckets must be an integer between 1 and ${PAGE_AT_MOST}.`;
    throw invalidArgument(message, 'max-buckets', String(MaxBuckets));
  }
  const listed = namespace
    .of(account)
    .filter(({ name }) => name.startsWith(Prefix) && !isDirectoryBucket(name))
    .filter(({ region }) => BucketRegion === undefined || region === BucketRegion);
  const { items, next } = pageOf(listed, {
    size: MaxBuckets,
    token: ContinuationToken,
    keyOf: ({ name }) => name,
  });
  return {
    Buckets: items.map(summaryOf),
    Owner: { ID: account.padStart(64, '0') },
    ...(next && { ContinuationToken: next }),
    ...(Prefix && { Prefix }),
  };
}

const DIRECTORY_PAGE_AT_MOST = 1_000;

/**
 * The account's directory buckets in the region that is asked. Their region is not said.
 *
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListDirectoryBuckets.html
 */
function listDirectoryBuckets(
  { namespace, authority }: S3World,
  {
    MaxDirectoryBuckets: size = DIRECTORY_PAGE_AT_MOST,
    ContinuationToken,
  }: ListDirectoryBucketsRequest,
  call: Call,
): ListDirectoryBucketsOutput {
  authority.require(call, { action: s3Action('ListDirectoryBuckets', ''), resource: '*' });
  if (size < 0 || size > DIRECTORY_PAGE_AT_MOST) {
    const message = `Argument max-directory-buckets must be an integer between 0 and ${DIRECTORY_PAGE_AT_MOST}.`;
    throw invalidArgument(message, 'max-directory-buckets', String(size));
  }
  const listed = namespace
    .of(call.caller.account)
    .filter(({ name, region }) => isDirectoryBucket(name) && region === call.region);
  const { items, next } = pageOf(listed, {
    size,
    token: ContinuationToken,
    keyOf: ({ name }) => name,
  });
  return {
    Buckets: items.map(({ name, createdAt }) => ({
      Name: name,
      CreationDate: new Date(createdAt),
    })),
    ...(next && { ContinuationToken: next }),
  };
}

function summaryOf({ name, region, createdAt }: Bucket) {
  return {
    Name: name,
    CreationDate: new Date(createdAt),
    BucketRegion: region,
    BucketArn: `arn:aws:s3:::${name}`,
  };
}

/** us-east-1 is the location without a name. */
function locationOf({ region }: Bucket): GetBucketLocationOutput {
  if (region === 'us-east-1') return {};
  return {
    LocationConstraint: region as NonNullable<GetBucketLocationOutput['LocationConstraint']>,
  };
}
