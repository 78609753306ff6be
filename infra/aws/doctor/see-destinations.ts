import { DescribeKeyCommand, GetKeyPolicyCommand, KMSClient } from '@aws-sdk/client-kms';
import { GetBucketPolicyCommand, HeadBucketCommand, S3Client } from '@aws-sdk/client-s3';
import type { BucketRef } from '../../../rules/bucket.ts';
import type { BucketFacts, KeyFacts } from '../../../rules/doctor/destinations.ts';
import type { Looked } from '../../../rules/doctor/looked.ts';
import type { Cloud, Place } from '../../cloud.ts';
import { failureOf } from '../failure.ts';
import { look, lookFor } from './look.ts';

/** Whether a bucket is where it should be. */
export function seeBucket(
  cloud: Cloud,
  bucket: BucketRef,
): Promise<Looked<BucketFacts | undefined>> {
  const ask = new HeadBucketCommand({ Bucket: bucket.name, ExpectedBucketOwner: bucket.account });
  return look(async () => {
    try {
      await cloud.doctor(S3Client, bucket).send(ask);
      return 'here';
    } catch (error) {
      const { cause, region } = failureOf(error);
      if (cause === 'gone') return undefined;
      if (cause === 'wrong-region') return { elsewhere: region };
      throw error;
    }
  });
}

/** A bucket's policy; undefined for none. */
export function seeBucketPolicy(
  cloud: Cloud,
  { name: Bucket, account, region }: BucketRef,
): Promise<Looked<string | undefined>> {
  return lookFor(['NoSuchBucketPolicy'], async () => {
    const ask = new GetBucketPolicyCommand({ Bucket, ExpectedBucketOwner: account });
    const { Policy = '' } = await cloud.doctor(S3Client, { account, region }).send(ask);
    return Policy;
  });
}

/** A key, asked for in its own region as the account that keeps the reports. */
export function seeKey(
  cloud: Cloud,
  { account }: Place,
  KeyId: string,
): Promise<Looked<KeyFacts | undefined>> {
  const region = KeyId.split(':')[3] ?? cloud.settings.region;
  const client = cloud.doctor(KMSClient, { account, region });
  return lookFor(['NotFoundException'], async () => {
    const { KeyMetadata } = await client.send(new DescribeKeyCommand({ KeyId }));
    const { Policy = '' } = await client.send(new GetKeyPolicyCommand({ KeyId }));
    return { state: KeyMetadata?.KeyState ?? 'without a state', policy: Policy };
  });
}
