import { isDirectoryBucket } from './bucket.ts';

/** The optional fields that S3 Inventory knows today (facts A.4); AWS adds about two a year. */
export const allFields = [
  'Size',
  'LastModifiedDate',
  'StorageClass',
  'ETag',
  'IsMultipartUploaded',
  'ReplicationStatus',
  'EncryptionStatus',
  'ObjectLockRetainUntilDate',
  'ObjectLockMode',
  'ObjectLockLegalHoldStatus',
  'ObjectLockEventHoldStatus',
  'ObjectLockEventHoldDuration',
  'IntelligentTieringAccessTier',
  'BucketKeyStatus',
  'ChecksumAlgorithm',
  'ObjectAccessControlList',
  'ObjectOwner',
  'LifecycleExpirationDate',
  'IntelligentTieringReferenceDate',
] as const satisfies readonly string[];

/** What most inventories are read for, and nothing that costs much space. */
export const standardFields = [
  'Size',
  'LastModifiedDate',
  'StorageClass',
  'ETag',
  'IsMultipartUploaded',
  'ReplicationStatus',
  'EncryptionStatus',
  'BucketKeyStatus',
] as const satisfies readonly (typeof allFields)[number][];

/**
 * The optional fields that S3 takes for a directory bucket; with any other it refuses the whole configuration.
 *
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_InventoryConfiguration.html
 */
const directoryBucketFields: readonly string[] = [
  'Size',
  'LastModifiedDate',
  'StorageClass',
  'ETag',
  'IsMultipartUploaded',
  'EncryptionStatus',
  'BucketKeyStatus',
  'ChecksumAlgorithm',
  'LifecycleExpirationDate',
] satisfies readonly (typeof allFields)[number][];

/** Of fields that a rule asks for, those that cannot be had of a bucket: of a general purpose bucket all can. */
export function fieldsLackingOn(bucket: string, names: readonly string[]): readonly string[] {
  if (!isDirectoryBucket(bucket)) return [];
  return names.filter((name) => !directoryBucketFields.includes(name));
}

/** The names that S3 does not know, as far as we know. */
export function unknownFields(names: readonly string[]): readonly string[] {
  const known: readonly string[] = allFields;
  return names.filter((name) => !known.includes(name));
}
