import type {
  InventoryConfiguration,
  PutBucketInventoryConfigurationRequest,
} from '@aws-sdk/client-s3';
import * as z from 'zod';
import { AwsError } from '../service.ts';
import { isDirectoryBucket } from './bucket.ts';
import { s3Error } from './s3-error.ts';

const directoryBucketFields = [
  'Size',
  'LastModifiedDate',
  'StorageClass',
  'ETag',
  'IsMultipartUploaded',
  'EncryptionStatus',
  'BucketKeyStatus',
  'ChecksumAlgorithm',
  'LifecycleExpirationDate',
] as const;

const allFields = [
  ...directoryBucketFields,
  'ReplicationStatus',
  'ObjectLockRetainUntilDate',
  'ObjectLockMode',
  'ObjectLockLegalHoldStatus',
  'ObjectLockEventHoldStatus',
  'ObjectLockEventHoldDuration',
  'IntelligentTieringAccessTier',
  'ObjectAccessControlList',
  'ObjectOwner',
  'IntelligentTieringReferenceDate',
] as const;

/** What S3 demands of a configuration. Source: AWS facts A.4. */
function configuration(fields: readonly string[]) {
  return z.object({
    Id: z.string(),
    IsEnabled: z.boolean(),
    IncludedObjectVersions: z.enum(['All', 'Current']),
    Schedule: z.object({ Frequency: z.enum(['Daily', 'Weekly']) }),
    Filter: z.object({ Prefix: z.string() }).optional(),
    OptionalFields: z.array(z.enum(fields)).optional(),
    Destination: z.object({
      S3BucketDestination: z.object({
        Bucket: z.string(),
        Format: z.enum(['CSV', 'ORC', 'Parquet']),
        Encryption: z
          .object({ SSEKMS: z.object({ KeyId: z.string().min(1) }).optional() })
          .optional(),
      }),
    }),
  });
}

const generalPurpose = configuration(allFields);
const directory = configuration(directoryBucketFields);

/**
 * A configuration as S3 accepts it, checked in S3's own order: the document, the id, the destination (AWS facts A.6).
 *
 * @throws AwsError `MalformedXML`, `IdMismatch`, `InvalidS3DestinationBucket`.
 */
export function checkInventory(
  input: PutBucketInventoryConfigurationRequest,
): InventoryConfiguration {
  const { Bucket: bucket = '', Id: id, InventoryConfiguration: put } = input;
  const schema = isDirectoryBucket(bucket) ? directory : generalPurpose;
  if (!put || !schema.safeParse(put).success) throw s3Error('MalformedXML');
  if (put.Id !== id) throw s3Error('IdMismatch');
  checkDestination(put.Destination?.S3BucketDestination?.Bucket ?? '');
  return put;
}

/** An ARN of a bucket and nothing more: no bare name, no region, no account. */
function checkDestination(arn: string): void {
  const [, namespace] = /^arn:aws[a-z-]*:s3:(.*):[^:/]+$/.exec(arn) ?? [];
  if (namespace === ':') return;
  const message =
    namespace === undefined ? 'Invalid bucket ARN.' : 'Bucket ARN should not specify a namespace.';
  throw new AwsError('InvalidS3DestinationBucket', message);
}
