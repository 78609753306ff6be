import {
  CloseAccountCommand,
  ListParentsCommand,
  MoveAccountCommand,
  OrganizationsClient,
  RemoveAccountFromOrganizationCommand,
  TagResourceCommand,
} from '@aws-sdk/client-organizations';
import {
  type BucketLocationConstraint,
  CreateBucketCommand,
  type CreateBucketConfiguration,
  DeleteBucketCommand,
  DeleteBucketInventoryConfigurationCommand,
  type InventoryConfiguration,
  ListBucketInventoryConfigurationsCommand,
  PutBucketInventoryConfigurationCommand,
  PutBucketTaggingCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { putEvents } from '../../infra/aws/events.ts';
import type { BucketRef } from '../../rules/bucket.ts';
import type { Premises } from './house.ts';

// What the owners of buckets do, each as the administrator of the bucket's account, by an ordinary client of the SDK.

export const aBucket: BucketRef = {
  account: '111111111111',
  region: 'eu-west-1',
  name: 'payments-orders',
};

export const aDirectoryBucket: BucketRef = {
  account: '111111111111',
  region: 'eu-west-1',
  name: 'train--euw1-az1--x-s3',
};

export async function createBucket(premises: Premises, bucket: BucketRef): Promise<void> {
  const CreateBucketConfiguration = configurationOf(bucket);
  const request = { Bucket: bucket.name, CreateBucketConfiguration };
  await s3(premises, bucket).send(new CreateBucketCommand(request));
}

function configurationOf({ region, name }: BucketRef): CreateBucketConfiguration | undefined {
  const [, zone] = /--(.+)--x-s3$/.exec(name) ?? [];
  if (zone) {
    return {
      Location: { Type: 'AvailabilityZone', Name: zone },
      Bucket: { Type: 'Directory', DataRedundancy: 'SingleAvailabilityZone' },
    };
  }
  return region === 'us-east-1'
    ? undefined
    : { LocationConstraint: region as BucketLocationConstraint };
}

export async function deleteBucket(premises: Premises, bucket: BucketRef): Promise<void> {
  await s3(premises, bucket).send(new DeleteBucketCommand({ Bucket: bucket.name }));
}

export async function tagBucket(
  premises: Premises,
  bucket: BucketRef,
  tags: Readonly<Record<string, string>>,
): Promise<void> {
  const TagSet = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  const request = new PutBucketTaggingCommand({ Bucket: bucket.name, Tagging: { TagSet } });
  await s3(premises, bucket).send(request);
}

export async function putInventory(
  premises: Premises,
  bucket: BucketRef,
  inventory: InventoryConfiguration,
): Promise<void> {
  const request = { Bucket: bucket.name, Id: inventory.Id, InventoryConfiguration: inventory };
  await s3(premises, bucket).send(new PutBucketInventoryConfigurationCommand(request));
}

export async function deleteInventory(
  premises: Premises,
  bucket: BucketRef,
  Id: string,
): Promise<void> {
  const request = new DeleteBucketInventoryConfigurationCommand({ Bucket: bucket.name, Id });
  await s3(premises, bucket).send(request);
}

/** The inventory configurations of a bucket as its owner sees them. */
export async function inventories(
  premises: Premises,
  bucket: BucketRef,
): Promise<readonly InventoryConfiguration[]> {
  const request = new ListBucketInventoryConfigurationsCommand({ Bucket: bucket.name });
  const { InventoryConfigurationList = [] } = await s3(premises, bucket).send(request);
  return InventoryConfigurationList;
}

/** Their ids. */
export async function inventoryIds(
  premises: Premises,
  bucket: BucketRef,
): Promise<readonly string[]> {
  return (await inventories(premises, bucket)).map(({ Id = '' }) => Id);
}

/** A configuration that is none of ours. */
export const foreignInventory: InventoryConfiguration = {
  Id: 'team-report',
  IsEnabled: true,
  IncludedObjectVersions: 'All',
  Schedule: { Frequency: 'Daily' },
  Destination: { S3BucketDestination: { Bucket: 'arn:aws:s3:::team-reports', Format: 'ORC' } },
};

/** Asks for a check of the bucket, as an operator does. */
export async function requestCheck({ operator }: Premises, bucket: BucketRef): Promise<void> {
  const { account, region, name } = bucket;
  await putEvents(operator, [
    {
      EventBusName: operator.settings.hubBus,
      Source: 'stocktake',
      DetailType: 'Bucket Check Requested',
      Time: new Date(operator.clock.now()),
      Detail: JSON.stringify({ account, region, bucket: name }),
    },
  ]);
}

/** What the schedule sends, sent by an operator. */
export function requestHeartbeat(premises: Premises): Promise<void> {
  return request(premises, 'Heartbeat Requested');
}

/** The same for the question what people should be told. */
export function requestReview(premises: Premises): Promise<void> {
  return request(premises, 'Incident Review Requested');
}

/** The same for a digest; `at` is when the schedule sent it. */
export function requestDigest(premises: Premises, at?: number): Promise<void> {
  return request(premises, 'Digest Requested', at);
}

async function request({ operator }: Premises, DetailType: string, at = operator.clock.now()) {
  const EventBusName = operator.settings.hubBus;
  const Time = new Date(at);
  await putEvents(operator, [
    { Source: 'stocktake', DetailType, Detail: '{}', EventBusName, Time },
  ]);
}

/** Moves an account into the unit of another, as the organization's management account. */
export async function moveAccount(
  premises: Premises,
  AccountId: string,
  beside: string,
): Promise<void> {
  const client = management(premises);
  const parentOf = async (ChildId: string) => {
    const { Parents: [parent] = [] } = await client.send(new ListParentsCommand({ ChildId }));
    return parent?.Id;
  };
  const SourceParentId = await parentOf(AccountId);
  const DestinationParentId = await parentOf(beside);
  await client.send(new MoveAccountCommand({ AccountId, SourceParentId, DestinationParentId }));
}

/** Gives an account a tag, as the organization's management account. */
export async function tagAccount(
  premises: Premises,
  ResourceId: string,
  [Key, Value]: readonly [key: string, value: string],
): Promise<void> {
  const request = new TagResourceCommand({ ResourceId, Tags: [{ Key, Value }] });
  await management(premises).send(request);
}

/** Closes an account, as the organization's management account. */
export async function closeAccount(premises: Premises, AccountId: string): Promise<void> {
  await management(premises).send(new CloseAccountCommand({ AccountId }));
}

/** Takes an account out of the organization, as its management account. */
export async function removeAccount(premises: Premises, AccountId: string): Promise<void> {
  await management(premises).send(new RemoveAccountFromOrganizationCommand({ AccountId }));
}

function management({ organization }: Premises): OrganizationsClient {
  return new OrganizationsClient({
    region: 'us-east-1',
    credentials: {
      accessKeyId: organization.seed.organization.managementAccount,
      secretAccessKey: 'anything',
    },
    requestHandler: organization.requestHandler,
  });
}

function s3(
  { organization }: Premises,
  { account, region }: Pick<BucketRef, 'account' | 'region'>,
) {
  return new S3Client({
    region,
    credentials: { accessKeyId: account, secretAccessKey: 'anything' },
    requestHandler: organization.requestHandler,
  });
}
