import type {
  DeleteBucketPolicyRequest,
  GetBucketPolicyOutput,
  GetBucketPolicyRequest,
  PutBucketPolicyRequest,
} from '@aws-sdk/client-s3';
import { type Policy, readPolicy } from '../policy.ts';
import { AwsError, type Operations } from '../service.ts';
import { requireBucket } from './require-bucket.ts';
import { s3Error } from './s3-error.ts';
import type { S3World } from './s3-world.ts';

/** Bucket policies: kept as they were put, and obeyed. */
export function policyOperations(world: S3World): Operations {
  return {
    GetBucketPolicy: (input: GetBucketPolicyRequest, call): GetBucketPolicyOutput => {
      const { name, policy } = requireBucket(world, input, call);
      if (!policy) throw s3Error('NoSuchBucketPolicy', { BucketName: name });
      return { Policy: policy.text };
    },
    PutBucketPolicy: (input: PutBucketPolicyRequest, call) => {
      const bucket = requireBucket(world, input, call);
      const { Policy: text = '' } = input;
      bucket.policy = { text, document: readDocument(text) };
    },
    DeleteBucketPolicy: (input: DeleteBucketPolicyRequest, call) => {
      requireBucket(world, input, call).policy = undefined;
    },
  };
}

/** A condition that is not understood here is refused and not kept: it would grant or deny something else than it says. */
function readDocument(text: string): Policy {
  const document = parse(text);
  try {
    return readPolicy(document);
  } catch (error) {
    throw new AwsError('MalformedPolicy', error instanceof Error ? error.message : String(error));
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw s3Error('MalformedPolicy');
  }
}
