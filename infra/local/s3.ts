import type { CreateBucketRequest, DeleteBucketRequest } from '@aws-sdk/client-s3';
import type { Authority } from './permissions/authority.ts';
import type { Bucket } from './s3/bucket.ts';
import { policyOperations } from './s3/bucket-policy.ts';
import { tagOperations } from './s3/bucket-tags.ts';
import { createBucket, deleteBucket } from './s3/create-bucket.ts';
import { deliverDue, type MadeReport } from './s3/deliver-due.ts';
import { type Delivery, type Due, deliverInventory } from './s3/deliver-inventory.ts';
import { inventoryOperations } from './s3/inventories.ts';
import { bucketOperations } from './s3/list-buckets.ts';
import { listingOperations } from './s3/list-objects.ts';
import { createNamespace } from './s3/namespace.ts';
import { objectOperations } from './s3/objects.ts';
import { type Consistency, immediateConsistency, type S3World } from './s3/s3-world.ts';
import { createSequencer } from './s3/store-object.ts';
import type { Ground, Operations } from './service.ts';

/** S3 of all accounts and regions. */
export interface S3 {
  readonly operations: Operations;
  /** A bucket by name, wherever it is and whether others see it yet or not. */
  find(name: string): Bucket | undefined;
  /** Adds a bucket that was there before anybody looked: no call is made, nobody hears of it. */
  place(bucket: PlacedBucket): void;
  /** Writes the report of an inventory configuration that is due, or says why S3 would silently not. */
  deliver(due: Due): Delivery;
  /** The same for every one that is due by now, as often as its schedule says. */
  deliverDue(): readonly MadeReport[];
}

type PlacedBucket = Pick<Bucket, 'name' | 'account' | 'region' | 'policy' | 'tellsEventBridge'> & {
  /** May be shared with other buckets as long as nobody writes to it. */
  readonly inventories?: Bucket['inventories'] | undefined;
};

export interface S3Options extends Pick<S3World, 'keys' | 'membership' | 'publish'> {
  readonly authority: Authority;
  readonly consistency?: Consistency | undefined;
}

/** An S3 without buckets. */
export function createS3(ground: Ground, options: S3Options): S3 {
  const { consistency = immediateConsistency } = options;
  const namespace = createNamespace();
  const nextSequencer = createSequencer();
  const reportTimes = { putAt: new WeakMap(), madeAt: new WeakMap() };
  const world = { ...options, ground, namespace, consistency, nextSequencer, reportTimes };

  return {
    operations: {
      CreateBucket: (input: CreateBucketRequest, call) => createBucket(world, input, call),
      DeleteBucket: (input: DeleteBucketRequest, call) => deleteBucket(world, input, call),
      ...bucketOperations(world),
      ...tagOperations(world),
      ...policyOperations(world),
      ...inventoryOperations(world),
      ...objectOperations(world),
      ...listingOperations(world),
    },
    find: namespace.find,
    deliver: (due) => deliverInventory(world, due),
    deliverDue: () => deliverDue(world),
    place: ({ inventories, ...bucket }) =>
      namespace.add({
        ...bucket,
        ...(inventories && { inventories }),
        createdAt: ground.clock.now(),
        creator: '',
        visibleAt: 0,
      }),
  };
}
