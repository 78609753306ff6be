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

/** The names that S3 does not know, as far as we know. */
export function unknownFields(names: readonly string[]): readonly string[] {
  const known: readonly string[] = allFields;
  return names.filter((name) => !known.includes(name));
}
