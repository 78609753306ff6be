import { AwsError, type Call } from '../service.ts';
import { type Bucket, isDirectoryBucket } from './bucket.ts';
import { refuseUnpermitted } from './refuse-unpermitted.ts';
import { s3Error } from './s3-error.ts';
import type { S3World } from './s3-world.ts';

/** What every operation on a bucket has in its input. */
export interface OnBucket {
  readonly Bucket: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
  /** Of the operations on objects. */
  readonly Key?: string | undefined;
}

/**
 * The bucket that a call is about, checked in S3's own order: form of the expected owner, existence, region, owner,
 * permission (AWS facts B and A.6).
 *
 * @throws AwsError `InvalidBucketOwnerAWSAccountID`, `NotImplemented`, `NoSuchBucket`, `PermanentRedirect`, `AccessDenied`.
 */
export function requireBucket(world: S3World, input: OnBucket, call: Call): Bucket {
  const { Bucket: name = '', ExpectedBucketOwner: expected } = input;
  if (expected !== undefined) refuseBadOwner(name, expected);
  const bucket = world.namespace.find(name);
  if (!bucket || !isVisible(bucket, world, call)) {
    throw s3Error('NoSuchBucket', { BucketName: name });
  }
  refuseWrongRegion(bucket, call);
  if (expected !== undefined && expected !== bucket.account) throw s3Error('AccessDenied');
  refuseUnpermitted(world, { bucket, key: input.Key }, call);
  return bucket;
}

/** Source: AWS facts B: S3 wants twelve characters, and none at all for a directory bucket. */
function refuseBadOwner(bucket: string, expected: string): void {
  if (isDirectoryBucket(bucket)) {
    throw s3Error('NotImplemented', { Header: 'x-amz-expected-bucket-owner' });
  }
  if (expected.length === 12) return;
  const message = `The value of the expected bucket owner parameter must be an AWS Account ID... [${expected}]`;
  throw new AwsError('InvalidBucketOwnerAWSAccountID', message);
}

function isVisible({ creator, visibleAt }: Bucket, { ground }: S3World, { caller }: Call): boolean {
  return visibleAt <= ground.clock.now() || caller.arn === creator;
}

/**
 * A call that was signed for another region than the bucket's is told where to go. The endpoint's region is the one that
 * signed, unless the host names another: then it is the signature that is wrong. us-east-1 tells everyone's location.
 * Source: AWS facts A.6 and I.4.
 */
function refuseWrongRegion(bucket: Bucket, { operation, region, headers }: Call): void {
  const here = regionInHost(headers.host) ?? region;
  const tellsLocations = operation === 'GetBucketLocation' && here === 'us-east-1';
  if (here === bucket.region && region !== here) throw wronglySigned(region, here);
  if (here !== bucket.region && !tellsLocations) throw redirect(bucket);
}

function regionInHost(host = ''): string | undefined {
  return /(?:^|\.)s3[a-z-]*\.([a-z]+-[a-z-]+-\d)\.amazonaws\.com/.exec(host)?.[1];
}

function wronglySigned(signed: string, expected: string): AwsError {
  const message = `The authorization header is malformed; the region '${signed}' is wrong; expecting '${expected}'`;
  return new AwsError('AuthorizationHeaderMalformed', message, { fields: { Region: expected } });
}

function redirect({ name, region }: Bucket): AwsError {
  const message =
    'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.';
  const fields = { Endpoint: `${name}.s3.${region}.amazonaws.com`, Bucket: name };
  const headers = { 'x-amz-bucket-region': region };
  return new AwsError('PermanentRedirect', message, { status: 301, fields, headers });
}
