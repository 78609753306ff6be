import { DescribeKeyCommand, GetKeyPolicyCommand, KMSClient } from '@aws-sdk/client-kms';
import { GetBucketPolicyCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import type { BucketRef } from '../../../rules/bucket.ts';
import type { BucketFacts } from '../../../rules/doctor/destination-bucket.ts';
import type { KeyFacts } from '../../../rules/doctor/destination-key.ts';
import type { Looked } from '../../../rules/doctor/looked.ts';
import type { Cloud, Place } from '../../cloud.ts';
import { failureOf } from '../failure.ts';
import { look, lookFor } from './look.ts';

/** So long what was seen is believed: of a thousand buckets whose reports go to one place, one has it looked at. */
const BELIEVED_MS = 300_000;

function remembered<Facts>(cloud: Cloud, what: string, see: () => Promise<Facts>): Promise<Facts> {
  return cloud.cache.get(`seen: ${what}`, async () => ({
    value: await see(),
    until: cloud.clock.now() + BELIEVED_MS,
  }));
}

/** Whether a bucket is where it should be. Asked with a listing of nothing: a HEAD request would not be told why it fails. */
export function seeBucket(
  cloud: Cloud,
  { name: Bucket, account, region }: BucketRef,
): Promise<Looked<BucketFacts | undefined>> {
  const ask = new ListObjectsV2Command({ Bucket, MaxKeys: 0, ExpectedBucketOwner: account });
  const see = async () => {
    try {
      await cloud.doctor(S3Client, { account, region }).send(ask);
      return 'here';
    } catch (error) {
      const failure = failureOf(error);
      if (failure.cause === 'gone') return undefined;
      if (failure.cause === 'wrong-owner') return 'in-another-account';
      if (failure.cause === 'wrong-region') return { elsewhere: failure.region };
      throw error;
    }
  };
  return remembered(cloud, `bucket ${Bucket} ${account} ${region}`, () => look(see));
}

/** A bucket's policy; undefined for none. */
export function seeBucketPolicy(
  cloud: Cloud,
  { name: Bucket, account, region }: BucketRef,
): Promise<Looked<string | undefined>> {
  const see = async () => {
    const ask = new GetBucketPolicyCommand({ Bucket, ExpectedBucketOwner: account });
    const { Policy = '' } = await cloud.doctor(S3Client, { account, region }).send(ask);
    return Policy;
  };
  const what = `policy of ${Bucket} ${account} ${region}`;
  return remembered(cloud, what, () => lookFor(['NoSuchBucketPolicy'], see));
}

/** A key of the place that keeps the reports. */
export function seeKey(
  cloud: Cloud,
  { account, region }: Place,
  KeyId: string,
): Promise<Looked<KeyFacts | undefined>> {
  const client = cloud.doctor(KMSClient, { account, region });
  const see = async () => {
    const { KeyMetadata } = await client.send(new DescribeKeyCommand({ KeyId }));
    const { Policy = '' } = await client.send(new GetKeyPolicyCommand({ KeyId }));
    return { state: KeyMetadata?.KeyState ?? 'without a state', policy: Policy };
  };
  const what = `key ${KeyId} ${account} ${region}`;
  return remembered(cloud, what, () => lookFor(['NotFoundException'], see));
}
