import {
  CreateBucketCommand,
  type InventoryConfiguration,
  PutBucketInventoryConfigurationCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import type { OrganizationOptions } from '../../../../infra/local/organization.ts';
import { anOrganization, clientOf, PRODUCTION } from '../an-organization.ts';

export const Bucket = 'orders';

/** An organization with one bucket, in eu-west-1, of the production account. */
export async function aBucket(options: Partial<OrganizationOptions> = {}) {
  const organization = await anOrganization(options);
  const s3 = (who?: Parameters<typeof clientOf>[1], region?: string) =>
    new S3Client(clientOf(organization, who, region));
  const owner = s3(PRODUCTION);
  await owner.send(new CreateBucketCommand({ Bucket }));
  return { organization, s3, owner };
}

export function anInventory(
  change: Partial<InventoryConfiguration> = {},
): InventoryConfiguration & { readonly Id: string } {
  const base: InventoryConfiguration = {
    Id: 'weekly',
    IsEnabled: true,
    IncludedObjectVersions: 'Current',
    Schedule: { Frequency: 'Weekly' },
    Destination: { S3BucketDestination: { Bucket: 'arn:aws:s3:::reports', Format: 'CSV' } },
  };
  return { ...base, ...change, Id: change.Id ?? 'weekly' };
}

export function putInventory(s3: S3Client, configuration = anInventory(), Id = configuration.Id) {
  const InventoryConfiguration = configuration;
  return s3.send(
    new PutBucketInventoryConfigurationCommand({ Bucket, Id, InventoryConfiguration }),
  );
}
