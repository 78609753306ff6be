import type {
  CreateBucketOutput,
  CreateBucketRequest,
  DeleteBucketRequest,
} from '@aws-sdk/client-s3';
import { s3Action, s3Resource } from '../permissions/s3-permission.ts';
import { AwsError, type Call } from '../service.ts';
import { type Bucket, isDirectoryBucket } from './bucket.ts';
import { isBucketName } from './bucket-names.ts';
import { checkedTags } from './bucket-tags.ts';
import { requireBucket } from './require-bucket.ts';
import { s3Error } from './s3-error.ts';
import type { S3World } from './s3-world.ts';

/**
 * CreateBucket: in the region that the location constraint names.
 *
 * In us-east-1, creating one's own bucket again succeeds and changes nothing; elsewhere it is an error (AWS facts C.0), as it
 * is for directory buckets.
 *
 * @throws AwsError `InvalidBucketName`, `InvalidLocationConstraint`, `IllegalLocationConstraintException`,
 *   `BucketAlreadyExists`, `BucketAlreadyOwnedByYou`.
 */
export function createBucket(
  world: S3World,
  input: CreateBucketRequest,
  call: Call,
): CreateBucketOutput {
  const { Bucket: name = '' } = input;
  if (!isBucketName(name)) throw s3Error('InvalidBucketName', { BucketName: name });
  const region = isDirectoryBucket(name) ? call.region : locationOf(input, call);
  world.authority.require(call, {
    action: s3Action('CreateBucket', name),
    resource: s3Resource({ account: call.caller.account, region }, name),
  });
  const known = world.namespace.find(name);
  if (known) refuseTaken(known, call);
  else world.namespace.add(freshBucket(world, { input, region }, call));
  const Location = region === 'us-east-1' ? `/${name}` : `http://${name}.s3.amazonaws.com/`;
  return { Location };
}

/**
 * us-east-1 takes any constraint, as S3's global endpoint does; every other region only its own name.
 * Source: AWS facts C.0, `detail.awsRegion`.
 */
function locationOf({ CreateBucketConfiguration }: CreateBucketRequest, { region }: Call): string {
  const constraint: string | undefined = CreateBucketConfiguration?.LocationConstraint;
  const wanted = constraint === 'EU' ? 'eu-west-1' : constraint;
  if (wanted !== undefined && !isLocation(wanted)) {
    throw s3Error('InvalidLocationConstraint', { LocationConstraint: wanted });
  }
  if (region === 'us-east-1') return wanted ?? region;
  if (wanted === region) return region;
  const message = `The ${wanted ?? 'unspecified'} location constraint is incompatible for the region specific endpoint this request was sent to.`;
  throw new AwsError('IllegalLocationConstraintException', message);
}

/** us-east-1 is the region without a constraint. */
function isLocation(text: string): boolean {
  return text !== 'us-east-1' && /^[a-z]{2,}(-[a-z]+)+-\d$/.test(text);
}

function refuseTaken(known: Bucket, { caller, region }: Call): void {
  if (known.account !== caller.account) {
    throw s3Error('BucketAlreadyExists', { BucketName: known.name });
  }
  const isForgiven = known.region === 'us-east-1' && !isDirectoryBucket(known.name);
  if (isForgiven && region === 'us-east-1') return;
  throw s3Error('BucketAlreadyOwnedByYou', { BucketName: known.name });
}

function freshBucket(
  { ground, consistency }: S3World,
  { input, region }: { readonly input: CreateBucketRequest; readonly region: string },
  { caller }: Call,
): Bucket {
  const createdAt = ground.clock.now();
  const { Tags = [] } = input.CreateBucketConfiguration ?? {};
  return {
    name: input.Bucket ?? '',
    account: caller.account,
    region,
    createdAt,
    creator: caller.arn,
    visibleAt: createdAt + consistency.createVisibleAfterMs,
    ...(Tags.length > 0 && { tags: checkedTags(Tags) }),
  };
}

/** DeleteBucket. @throws AwsError `BucketNotEmpty`, and those of `requireBucket`. */
export function deleteBucket(world: S3World, input: DeleteBucketRequest, call: Call): void {
  const bucket = requireBucket(world, input, call);
  if (bucket.objects && bucket.objects.size > 0) {
    throw s3Error('BucketNotEmpty', { BucketName: bucket.name });
  }
  world.namespace.remove(bucket);
}
