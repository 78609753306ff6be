import type { InventoryConfiguration } from '@aws-sdk/client-s3';
import { refusedByKey } from '../keys.ts';
import { s3Resource } from '../permissions/s3-permission.ts';
import { whyNotServed } from '../permissions/whether-served.ts';
import type { Bucket } from './bucket.ts';
import { type Report, reportOf } from './inventory-report.ts';
import type { S3World } from './s3-world.ts';
import { storeObject } from './store-object.ts';
import { objectFrom } from './stored-object.ts';

/** How a report fared. What keeps it from being written S3 tells nobody. */
export type Delivery = { readonly keys: readonly string[] } | { readonly refusal: string };

export interface Due {
  readonly bucket: string;
  /** Of the configuration. */
  readonly id: string;
}

const SERVICE = 's3.amazonaws.com';

/** Writes the report of a bucket's inventory configuration, as S3 does once a day or week (AWS facts A.8). */
export function deliverInventory(world: S3World, { bucket: name, id }: Due): Delivery {
  const source = world.namespace.find(name);
  const configuration = source?.inventories?.latest.get(id);
  if (!source || !configuration) return { refusal: `${name} has no inventory ${id}.` };
  if (!configuration.IsEnabled) return { refusal: `The inventory ${id} is disabled.` };
  const found = destinationOf(world, source, configuration);
  if (typeof found === 'string') return { refusal: found };
  const report = reportOf({ source, configuration, destination: found }, world.ground);
  if (!report) return { refusal: 'Only CSV can be written here, unless the bucket is empty.' };
  const writing = { source, destination: found, configuration, report };
  const trouble = whyNotWrite(world, writing);
  return trouble ? { refusal: trouble } : write(world, writing);
}

/** The destination bucket, or why it is none. */
function destinationOf(
  { namespace }: S3World,
  source: Bucket,
  { Destination }: InventoryConfiguration,
): Bucket | string {
  const { Bucket: arn = '', AccountId } = Destination?.S3BucketDestination ?? {};
  const bucket = namespace.find(arn.split(':').at(-1) ?? '');
  if (!bucket) return `The destination bucket ${arn} does not exist.`;
  if (bucket.region !== source.region) {
    return `The destination bucket is in ${bucket.region}, the source bucket in ${source.region}.`;
  }
  if (AccountId === undefined || AccountId === bucket.account) return bucket;
  return `The destination bucket does not belong to ${AccountId}.`;
}

interface Writing {
  readonly source: Bucket;
  readonly destination: Bucket;
  readonly configuration: InventoryConfiguration;
  readonly report: Report;
}

function whyNotWrite(world: S3World, writing: Writing): string | undefined {
  const { source, destination, report } = writing;
  const { account, region } = source;
  const servant = { service: SERVICE, sourceArn: s3Resource(source, source.name), account, region };
  const policies = destination.policy ? [destination.policy.document] : [];
  const troubles = report.map(({ key }) => {
    const wish = {
      action: 's3:PutObject',
      resource: s3Resource(destination, destination.name, key),
    };
    return whyNotServed(servant, { wish, policies }, world.membership);
  });
  const trouble = troubles.find((one) => one !== undefined);
  if (trouble) return trouble;
  const key = keyOf(world, writing);
  const use = { servant, actions: ['kms:GenerateDataKey'] };
  return key && refusedByKey(key, use, world.membership);
}

/** Keys that no template makes are not known here. */
function keyOf(world: S3World, { destination, configuration }: Writing) {
  const { KeyId } = configuration.Destination?.S3BucketDestination?.Encryption?.SSEKMS ?? {};
  return KeyId === undefined ? undefined : world.keys.find(KeyId, destination);
}

function write(world: S3World, writing: Writing): Delivery {
  const { destination: bucket, report } = writing;
  const keyArn = keyOf(world, writing)?.arn;
  for (const { key, body, contentType } of report) {
    const put = { body, contentType, metadata: {}, keyArn };
    const object = objectFrom(put, world.ground.clock.now());
    const putter = { requester: SERVICE, sourceAddress: SERVICE };
    storeObject(world, { bucket, key, object }, putter);
  }
  return { keys: report.map(({ key }) => key) };
}
