import type {
  DeleteBucketInventoryConfigurationRequest,
  GetBucketInventoryConfigurationOutput,
  GetBucketInventoryConfigurationRequest,
  InventoryConfiguration,
  ListBucketInventoryConfigurationsOutput,
  ListBucketInventoryConfigurationsRequest,
  PutBucketInventoryConfigurationRequest,
} from '@aws-sdk/client-s3';
import type { Operations } from '../service.ts';
import type { Bucket } from './bucket.ts';
import { createEventualMap, type EventualMap } from './eventual-map.ts';
import { checkInventory } from './inventory-check.ts';
import { pageOf } from './page.ts';
import { requireBucket } from './require-bucket.ts';
import { invalidArgument, s3Error } from './s3-error.ts';
import type { S3World } from './s3-world.ts';

const CONFIGURATIONS_AT_MOST = 1_000;
const PAGE_SIZE = 100;

/** The four inventory operations. Source: AWS facts A.1 to A.7. */
export function inventoryOperations(world: S3World): Operations {
  const nowVisible = ({ inventories }: Bucket) =>
    inventories?.visible(world.ground.clock.now()) ?? new Map<string, InventoryConfiguration>();

  /** Writers build on the latest state; when readers see the change is a matter of consistency. */
  function write(bucket: Bucket, id: string, value: InventoryConfiguration | undefined): void {
    const delay = world.consistency.configurationVisibleAfterMs;
    const now = world.ground.clock.now();
    if (value) world.reportTimes.putAt.set(value, now);
    shelfOf(bucket).write(id, value, now + delay);
  }

  return {
    PutBucketInventoryConfiguration: (input: PutBucketInventoryConfigurationRequest, call) => {
      const bucket = requireBucket(world, input, call);
      const configuration = checkInventory(input);
      const id = requireId(input.Id);
      const { latest } = shelfOf(bucket);
      if (!latest.has(id) && latest.size >= CONFIGURATIONS_AT_MOST) {
        throw s3Error('TooManyConfigurations');
      }
      write(bucket, id, configuration);
    },
    GetBucketInventoryConfiguration: (
      input: GetBucketInventoryConfigurationRequest,
      call,
    ): GetBucketInventoryConfigurationOutput => {
      const found = nowVisible(requireBucket(world, input, call)).get(requireId(input.Id));
      if (!found) throw s3Error('NoSuchConfiguration');
      return { InventoryConfiguration: found };
    },
    ListBucketInventoryConfigurations: (input: ListBucketInventoryConfigurationsRequest, call) =>
      listPage([...nowVisible(requireBucket(world, input, call)).values()], input),
    DeleteBucketInventoryConfiguration: (
      input: DeleteBucketInventoryConfigurationRequest,
      call,
    ) => {
      const bucket = requireBucket(world, input, call);
      const id = requireId(input.Id);
      if (!bucket.inventories?.latest.has(id)) throw s3Error('NoSuchConfiguration');
      write(bucket, id, undefined);
    },
  };
}

function shelfOf(bucket: Bucket): EventualMap<InventoryConfiguration> {
  bucket.inventories ??= createEventualMap();
  return bucket.inventories;
}

/** The form of an id is a convention that AWS documents for the sibling metrics configurations (AWS facts A.4). */
function requireId(id = ''): string {
  if (/^[\w.-]{1,64}$/.test(id)) return id;
  throw invalidArgument('The configuration ID is invalid.', 'id', id);
}

/** Sorted by id, a hundred a page; the list is left out when there is nothing in it. */
function listPage(
  all: InventoryConfiguration[],
  { ContinuationToken: token }: ListBucketInventoryConfigurationsRequest,
): ListBucketInventoryConfigurationsOutput {
  const sorted = all.sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
  const { items, next } = pageOf(sorted, { size: PAGE_SIZE, token, keyOf: idOf });
  return {
    ...(token !== undefined && { ContinuationToken: token }),
    ...(items.length > 0 && { InventoryConfigurationList: [...items] }),
    IsTruncated: next !== undefined,
    ...(next !== undefined && { NextContinuationToken: next }),
  };
}

function idOf({ Id = '' }: InventoryConfiguration): string {
  return Id;
}
