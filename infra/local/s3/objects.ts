import type {
  DeleteObjectRequest,
  GetObjectRequest,
  HeadObjectOutput,
  HeadObjectRequest,
  PutObjectOutput,
  PutObjectRequest,
} from '@aws-sdk/client-s3';
import { AwsError, type Call, type Operations } from '../service.ts';
import { type OnBucket, requireBucket } from './require-bucket.ts';
import { s3Error } from './s3-error.ts';
import type { S3World } from './s3-world.ts';
import { type Putter, storeObject } from './store-object.ts';
import { objectFrom, type StoredObject } from './stored-object.ts';

/** Objects, as plain as reports and their manifests need them: whole bodies, no versions, no conditions. */
export function objectOperations(world: S3World): Operations {
  const objectAt = (input: OnBucket, call: Call): StoredObject => {
    const { Key = '' } = input;
    const found = requireBucket(world, input, call).objects?.get(Key);
    if (!found) throw s3Error('NoSuchKey', { Key });
    return found;
  };

  return {
    PutObject: (input: PutObjectRequest, call): PutObjectOutput => {
      refuse(input, ['IfMatch', 'IfNoneMatch']);
      const bucket = requireBucket(world, input, call);
      const object = storedObject(input, world.ground.clock.now());
      storeObject(world, { bucket, key: input.Key ?? '', object }, putterOf(call));
      return { ETag: object.etag };
    },
    GetObject: (input: GetObjectRequest, call) => {
      refuse(input, ['Range', 'PartNumber', 'VersionId', ...conditions]);
      const stored = objectAt(input, call);
      requireKey(world, stored, call);
      return { ...headersOf(stored), Body: stored.body };
    },
    HeadObject: (input: HeadObjectRequest, call): HeadObjectOutput => {
      refuse(input, ['Range', 'PartNumber', 'VersionId', ...conditions]);
      return headersOf(objectAt(input, call));
    },
    DeleteObject: (input: DeleteObjectRequest, call) => {
      refuse(input, ['VersionId', 'IfMatch']);
      requireBucket(world, input, call).objects?.delete(input.Key ?? '');
    },
  };
}

/** S3 decrypts in the caller's name: he needs the key for it, by his own policy and by the key's. */
function requireKey({ authority, keys }: S3World, { keyArn }: StoredObject, call: Call): void {
  if (keyArn === undefined) return;
  const context = { 'kms:viaservice': `s3.${call.region}.amazonaws.com` };
  authority.require(call, { action: 'kms:Decrypt', resource: keyArn, context });
  if (keys.find(keyArn)?.isEnabled) return;
  throw new AwsError('KMS.DisabledException', `${keyArn} is disabled.`);
}

const conditions = ['IfMatch', 'IfNoneMatch', 'IfModifiedSince', 'IfUnmodifiedSince'] as const;

/** What is not carried out must not seem to be. */
function refuse<Input>(input: Input, members: readonly (keyof Input & string)[]): void {
  const asked = members.find((member) => input[member] !== undefined);
  if (asked) throw s3Error('NotImplemented', { Header: asked });
}

function storedObject(input: PutObjectRequest, storedAt: number): StoredObject {
  const body = Buffer.isBuffer(input.Body) ? input.Body : Buffer.alloc(0);
  const { ContentType: contentType = 'binary/octet-stream', Metadata: metadata = {} } = input;
  return objectFrom({ body, contentType, metadata }, storedAt);
}

function putterOf({ caller, requestId }: Call): Putter {
  return { requester: caller.account, sourceAddress: '127.0.0.1', requestId };
}

function headersOf({ body, etag, contentType, metadata, storedAt }: StoredObject) {
  return {
    ContentLength: body.length,
    ETag: etag,
    ContentType: contentType,
    LastModified: new Date(storedAt),
    Metadata: metadata,
  };
}
