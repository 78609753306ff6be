import { failureOf } from '../../../infra/aws/failure.ts';
import { listInventories } from '../../../infra/aws/inventories.ts';
import { accountFacts } from '../../../infra/aws/organization.ts';
import type { Cloud } from '../../../infra/cloud.ts';
import type { BucketRef } from '../../../rules/bucket.ts';
import { concurrently } from '../../concurrently.ts';
import { activeAccounts, bucketsOf, type Unreadable } from '../plan-organization.ts';

/** Where a configuration is. */
export interface Found {
  /** By account, region and name. */
  readonly buckets: readonly BucketRef[];
  /** What could not be looked at. */
  readonly unreadable: readonly Unreadable[];
}

interface Wanted {
  readonly id: string;
  /** Empty for all. */
  readonly accounts: readonly string[];
}

/** Together so many reads as S3 and Organizations take from everybody. */
const ACCOUNTS_AT_ONCE = 8;
const BUCKETS_AT_ONCE = 8;

/**
 * Finds every bucket that has the configuration of an id. Reads only; what cannot be read is named and holds nothing else up.
 *
 * @param looked told after each bucket, how many there were so far.
 * @throws Organizations' errors, when the accounts have to be asked for and cannot be had.
 */
export async function findConfigurations(
  cloud: Cloud,
  { id, accounts }: Wanted,
  looked: (buckets: number) => void,
): Promise<Found> {
  const buckets: BucketRef[] = [];
  const unreadable: Unreadable[] = [];
  let seen = 0;
  const lookInto = async (bucket: BucketRef) => {
    const has = await hasIt(cloud, bucket, id).catch((error: unknown) => {
      const { account, region, name } = bucket;
      unreadable.push({ account, region, bucket: name, ...causeOf(error) });
    });
    if (has) buckets.push(bucket);
    seen += 1;
    looked(seen);
  };
  const all = accounts.length > 0 ? accounts : await activeAccounts(cloud);
  await concurrently(all, ACCOUNTS_AT_ONCE, (account) =>
    concurrently(bucketsIn(cloud, account), BUCKETS_AT_ONCE, lookInto).catch((error: unknown) => {
      unreadable.push({ account, ...causeOf(error) });
    }),
  );
  return { buckets: buckets.toSorted(byPlace), unreadable };
}

async function* bucketsIn(cloud: Cloud, account: string): AsyncGenerator<BucketRef> {
  await accountFacts(cloud, account, new Set()); // one of ours, or a complaint
  yield* bucketsOf(cloud, account);
}

async function hasIt(cloud: Cloud, bucket: BucketRef, id: string): Promise<boolean> {
  try {
    return (await listInventories(cloud, bucket)).some(({ Id }) => Id === id);
  } catch (error) {
    // What is gone, or can have none, has none.
    if (['gone', 'unsupported'].includes(failureOf(error).cause)) return false;
    throw error;
  }
}

function causeOf(error: unknown): Pick<Unreadable, 'cause' | 'message'> {
  const { cause, message } = failureOf(error);
  return { cause, message };
}

function byPlace(a: BucketRef, b: BucketRef): number {
  return placeOf(a) < placeOf(b) ? -1 : 1;
}

function placeOf({ account, region, name }: BucketRef): string {
  return [account, region, name].join('/');
}
