import {
  DeleteBucketInventoryConfigurationCommand,
  PutBucketInventoryConfigurationCommand,
  PutBucketTaggingCommand,
} from '@aws-sdk/client-s3';
import { createBucket } from './create-bucket.ts';
import type { Scene } from './scene.ts';

const shop = { account: '111111111111', region: 'eu-west-1', name: 'payments-orders' };
const vendor = { account: '111111111111', region: 'eu-west-1', name: 'vendor-exchange' };
const evidence = { account: '555555555555', region: 'us-east-1', name: 'audit-evidence' };

/** What happens every day. */
export const everyday: readonly Scene[] = [
  {
    title: 'payments-prod creates a bucket',
    expected: 'the weekly inventory is put on it, and verified, within a second',
    async play(stage) {
      await createBucket(stage, shop);
      return stage.sees(shop, { state: 'compliant', ours: ['stocktake-weekly'] });
    },
  },
  {
    title: 'its owner tags it data=payment',
    expected: 'a second rule applies now: a daily inventory as well',
    async play(stage) {
      const TagSet = [{ Key: 'data', Value: 'payment' }];
      const tagging = new PutBucketTaggingCommand({ Bucket: shop.name, Tagging: { TagSet } });
      await stage.s3(shop).send(tagging);
      return stage.sees(shop, {
        state: 'compliant',
        ours: ['stocktake-daily', 'stocktake-weekly'],
      });
    },
  },
  {
    title: 'somebody deletes the daily configuration',
    expected: 'it is put back',
    async play(stage) {
      const Id = 'stocktake-daily';
      const deletion = new DeleteBucketInventoryConfigurationCommand({ Bucket: shop.name, Id });
      await stage.s3(shop).send(deletion);
      return stage.sees(shop, {
        state: 'compliant',
        ours: ['stocktake-daily', 'stocktake-weekly'],
      });
    },
  },
  {
    title: 'a team adds an inventory of its own',
    expected: 'it stays: only configurations named stocktake-… are ours',
    async play(stage) {
      await stage.s3(shop).send(new PutBucketInventoryConfigurationCommand(foreignInventory()));
      await stage.sees(shop, { state: 'compliant', foreign: ['team-own'] });
      await stage.check(shop);
      return stage.sees(shop, { state: 'compliant', foreign: ['team-own'] });
    },
  },
  {
    title: 'a bucket named vendor-… is created',
    expected: 'exempt, with owner and last day in the mandate: nothing is put on it',
    async play(stage) {
      await createBucket(stage, vendor);
      return stage.sees(vendor, { state: 'exempt', ours: [] });
    },
  },
  {
    title: 'the audit account creates a bucket, where one rule only reports',
    expected:
      'drifted: the weekly inventory is put on it, what the other rule misses is written down',
    async play(stage) {
      await createBucket(stage, evidence);
      return stage.sees(evidence, { state: 'drifted', ours: ['stocktake-weekly'] });
    },
  },
];

function foreignInventory() {
  const Id = 'team-own';
  return {
    Bucket: shop.name,
    Id,
    InventoryConfiguration: {
      Id,
      IsEnabled: true,
      IncludedObjectVersions: 'Current',
      Schedule: { Frequency: 'Weekly' },
      Destination: { S3BucketDestination: { Bucket: `arn:aws:s3:::${shop.name}`, Format: 'CSV' } },
    },
  } as const;
}
