import type { InventoryConfiguration } from '@aws-sdk/client-s3';

/** A configuration that S3 accepts, with whatever a test wants otherwise. */
export function anInventory(more: Partial<InventoryConfiguration> = {}): InventoryConfiguration {
  return {
    Id: 'daily',
    IsEnabled: true,
    IncludedObjectVersions: 'All',
    Schedule: { Frequency: 'Daily' },
    Destination: aDestination('arn:aws:s3:::stocktake-contract-reports'),
    ...more,
  };
}

/** Where reports go; S3 does not look whether the bucket exists. */
export function aDestination(Bucket: string): NonNullable<InventoryConfiguration['Destination']> {
  return { S3BucketDestination: { Bucket, Format: 'CSV', AccountId: '222222222222' } };
}
