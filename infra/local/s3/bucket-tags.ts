import type {
  DeleteBucketTaggingRequest,
  GetBucketTaggingOutput,
  GetBucketTaggingRequest,
  PutBucketTaggingRequest,
  Tag,
} from '@aws-sdk/client-s3';
import { notImplemented } from '../gateway/perform.ts';
import { AwsError, type Call, type Operations } from '../service.ts';
import { type Bucket, isDirectoryBucket } from './bucket.ts';
import { type OnBucket, requireBucket } from './require-bucket.ts';
import { s3Error } from './s3-error.ts';
import type { S3World } from './s3-world.ts';

const TAGS_AT_MOST = 50;

/** Bucket tags. A bucket without any is `NoSuchTagSet`; putting none is the same as deleting them. */
export function tagOperations(world: S3World): Operations {
  return {
    GetBucketTagging: (input: GetBucketTaggingRequest, call): GetBucketTaggingOutput => {
      const { name, tags } = requireTaggable(world, input, call);
      if (!tags) throw s3Error('NoSuchTagSet', { BucketName: name });
      return { TagSet: [...tags] };
    },
    PutBucketTagging: (input: PutBucketTaggingRequest, call) => {
      const bucket = requireTaggable(world, input, call);
      const tags = checkedTags(input.Tagging?.TagSet ?? []);
      bucket.tags = tags.length > 0 ? tags : undefined;
    },
    DeleteBucketTagging: (input: DeleteBucketTaggingRequest, call) => {
      requireTaggable(world, input, call).tags = undefined;
    },
  };
}

/** Those of directory buckets are kept by an API that is not here: S3 Control. */
function requireTaggable(world: S3World, input: OnBucket, call: Call): Bucket {
  if (isDirectoryBucket(input.Bucket ?? '')) throw notImplemented(call.operation);
  return requireBucket(world, input, call);
}

/**
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/CostAllocTagging.html
 *
 * @throws AwsError `InvalidTag` for a key that is empty, too long or there twice; `BadRequest` for more than 50.
 */
export function checkedTags(tags: readonly Tag[]): readonly Tag[] {
  if (tags.length > TAGS_AT_MOST) {
    throw new AwsError('BadRequest', `Bucket tag count cannot be greater than ${TAGS_AT_MOST}`);
  }
  const keys = new Set<string>();
  for (const { Key = '' } of tags) {
    if (Key === '' || Key.length > 128 || Key.startsWith('aws:')) {
      throw s3Error('InvalidTag', { TagKey: Key });
    }
    if (keys.has(Key)) throw twice(Key);
    keys.add(Key);
  }
  return tags;
}

function twice(TagKey: string): AwsError {
  const message = 'Cannot provide multiple Tags with the same key';
  return new AwsError('InvalidTag', message, { fields: { TagKey } });
}
