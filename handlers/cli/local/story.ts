import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteBucketInventoryConfigurationCommand,
  PutBucketInventoryConfigurationCommand,
  PutBucketTaggingCommand,
} from '@aws-sdk/client-s3';
import type { Stage } from './stage.ts';

/** One scene: what is done, what should come of it, and a look whether it did. */
export interface Scene {
  readonly title: string;
  readonly expected: string;
  /** Plays the scene and says what came of it. Throws if it is not what was expected. */
  play(stage: Stage): Promise<string>;
}

const shop = { account: '111111111111', region: 'eu-west-1', name: 'payments-orders' };
const vendor = { account: '111111111111', region: 'eu-west-1', name: 'vendor-exchange' };
const evidence = { account: '555555555555', region: 'us-east-1', name: 'audit-evidence' };
const greenfield = { account: '666666666666', region: 'eu-west-1', name: 'newcomer-first' };
const busy = { account: '444444444444', region: 'ap-southeast-2', name: 'dev-load-test' };
const denied = { account: '444444444444', region: 'eu-west-1', name: 'dev-denied' };
const shortLived = { account: '444444444444', region: 'eu-west-1', name: 'dev-short-lived' };

const MINUTE = 60_000;

/** How long the scenes let their waits be. */
const waits = {
  role: 30 * MINUTE,
  denied: 5 * MINUTE,
  throttle: 5 * MINUTE,
  youth: 11 * MINUTE,
} as const;

/** Milliseconds that the story skips in all. */
export const skippedByStory = waits.role + waits.denied + waits.throttle + waits.youth;

/** The story of `npm start`, scene by scene. Later scenes build on earlier ones. */
export const story: readonly Scene[] = [
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
  {
    title: 'a message says that payments-dev owns the bucket of payments-prod',
    expected: 'S3 refuses the call, because the owner we expect is not the owner it has',
    async play(stage) {
      const stolen = { ...shop, account: '444444444444' };
      await stage.check(stolen);
      return stage.sees(stolen, { state: 'failed', cause: 'wrong-owner' });
    },
  },
  {
    title: 'a new account creates a bucket before it has our role',
    expected: 'deferred; done once the role is there and the message comes back',
    async play(stage) {
      await createBucket(stage, greenfield);
      const before = await stage.sees(greenfield, { state: 'deferred', cause: 'role-not-ready' });
      stage.addRole(greenfield.account);
      await stage.skip(waits.role);
      const after = await stage.sees(greenfield, {
        state: 'compliant',
        ours: ['stocktake-weekly'],
      });
      return `${before}; the role arrives, half an hour later ${after}`;
    },
  },
  {
    title: 'somebody takes a permission out of the member role of payments-dev',
    expected:
      'the ledger names the permission, in the words of AWS; once it is back, so is the bucket',
    async play(stage) {
      const restore = stage.revoke(denied.account, 's3:PutInventoryConfiguration');
      await createBucket(stage, denied);
      const before = await stage.sees(denied, { state: 'deferred', cause: 'denied' });
      const why = await stage.why(denied);
      if (!why.includes('s3:PutInventoryConfiguration')) throw new Error(`${before}: ${why}`);
      restore();
      await stage.skip(waits.denied);
      const after = await stage.sees(denied, { state: 'compliant', ours: ['stocktake-weekly'] });
      return `${before}: ${why}; the permission comes back, minutes later ${after}`;
    },
  },
  {
    title: 'S3 asks us to slow down, four times over',
    expected: 'the SDK retries briefly, then the queue brings the message back',
    async play(stage) {
      stage.throttle(4, busy);
      await createBucket(stage, busy);
      const before = await stage.sees(busy, { state: 'deferred', cause: 'throttled' });
      await stage.skip(waits.throttle);
      return `${before}; ${await stage.sees(busy, { state: 'compliant', ours: ['stocktake-weekly'] })}`;
    },
  },
  {
    title: 'a bucket is deleted before we come to it',
    expected: 'gone, and nobody is bothered with it',
    async play(stage) {
      await createBucket(stage, shortLived);
      await stage.s3(shortLived).send(new DeleteBucketCommand({ Bucket: shortLived.name }));
      await stage.skip(waits.youth);
      return stage.sees(shortLived, { state: 'gone' });
    },
  },
  {
    title: 'a poison message arrives',
    expected: 'dead letter at first sight, with its cause; its neighbours are not harmed',
    play: (stage) => stage.poison('{"half": "a message'),
  },
  {
    title: 'every bucket is checked once more',
    expected: 'a second pass changes nothing and tells nobody',
    play: (stage) => stage.secondPass(),
  },
];

function createBucket(stage: Stage, { account, region, name }: typeof shop) {
  const elsewhere = region !== 'us-east-1';
  const request = new CreateBucketCommand({
    Bucket: name,
    ...(elsewhere && { CreateBucketConfiguration: { LocationConstraint: region as 'eu-west-1' } }),
  });
  return stage.s3({ account, region }).send(request);
}

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
