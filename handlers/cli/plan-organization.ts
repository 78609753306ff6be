import { listBuckets, listDirectoryBuckets } from '../../infra/aws/buckets.ts';
import { type Failure, failureOf } from '../../infra/aws/failure.ts';
import { recall } from '../../infra/aws/ledger.ts';
import { accountFacts } from '../../infra/aws/organization.ts';
import { listAccounts } from '../../infra/aws/organizations-api.ts';
import type { Cloud } from '../../infra/cloud.ts';
import type { BucketRef } from '../../rules/bucket.ts';
import { concurrently } from '../concurrently.ts';
import { type BucketPlan, planBucket } from '../plan.ts';

/** Which buckets to look at; an empty list stands for all. */
export interface Scope {
  readonly accounts: readonly string[];
  readonly names: readonly string[];
}

/** What the plans of many buckets come to. */
export interface OrganizationPlan {
  /** Plans with something in them: changes, surplus, or rules that cannot be decided. Sorted by account, region, name. */
  readonly plans: readonly BucketPlan[];
  readonly unreadable: readonly Unreadable[];
  readonly accounts: number;
  /** Names of all buckets that were looked at, if the scope names some. */
  readonly met: ReadonlySet<string>;
  readonly buckets: number;
}

/** An account whose buckets could not be listed, or a bucket that could not be read. */
export interface Unreadable {
  readonly account: string;
  readonly region?: string;
  readonly bucket?: string;
  readonly cause: Failure['cause'];
  readonly message: string;
}

/** Organization-wide reads share S3's and Organizations' rate limits with everybody else's. */
const ACCOUNTS_AT_ONCE = 8;
const BUCKETS_AT_ONCE = 8;

/**
 * Plans every bucket of the scope. Whatever cannot be read is listed and holds nothing else up.
 *
 * @param looked told after each bucket, how many there were so far.
 * @throws Organizations' errors, when the accounts have to be asked for and cannot be had.
 */
export async function planOrganization(
  cloud: Cloud,
  scope: Scope,
  looked: (buckets: number) => void,
): Promise<OrganizationPlan> {
  const accounts = scope.accounts.length > 0 ? scope.accounts : await activeAccounts(cloud);
  const plans: BucketPlan[] = [];
  const unreadable: Unreadable[] = [];
  const met = new Set<string>();
  let buckets = 0;

  async function planOne(bucket: BucketRef): Promise<void> {
    if (scope.names.length > 0) met.add(bucket.name);
    await planAndKeep(cloud, bucket, plans).catch((error) => note(bucket, error, unreadable));
    buckets += 1;
    looked(buckets);
  }

  async function planAccount(account: string): Promise<void> {
    const { accountState } = await accountFacts(cloud, account, new Set());
    if (accountState !== undefined && accountState !== 'ACTIVE') return;
    await concurrently(inScope(bucketsOf(cloud, account), scope), BUCKETS_AT_ONCE, planOne);
  }

  await concurrently(accounts, ACCOUNTS_AT_ONCE, (account) =>
    planAccount(account).catch((error) => note({ account }, error, unreadable)),
  );
  return {
    plans: plans.toSorted((a, b) => compare(placeOf(a.bucket), placeOf(b.bucket))),
    unreadable: unreadable.toSorted((a, b) => compare(placeOf(a), placeOf(b))),
    accounts: accounts.length,
    met,
    buckets,
  };
}

/** The accounts that are governed. @throws Organizations' errors. */
export async function activeAccounts(cloud: Cloud): Promise<string[]> {
  const accounts = await listAccounts(cloud);
  return accounts.flatMap(({ Id, State, Status }) =>
    Id && (State ?? Status) === 'ACTIVE' ? Id : [],
  );
}

/** Directory buckets come last, from the regions in which the account has others: nobody lists them for all regions at once. */
export async function* bucketsOf(cloud: Cloud, account: string): AsyncGenerator<BucketRef> {
  const regions = new Set([cloud.settings.region]);
  for await (const bucket of listBuckets(cloud, account)) {
    regions.add(bucket.region);
    yield bucket;
  }
  if ((await cloud.mandate()).directoryBuckets === 'ignore') return;
  for (const region of regions) yield* listDirectoryBuckets(cloud, { account, region });
}

async function* inScope(buckets: AsyncIterable<BucketRef>, { names }: Scope) {
  for await (const bucket of buckets) {
    if (names.length === 0 || names.includes(bucket.name)) yield bucket;
  }
}

async function planAndKeep(cloud: Cloud, bucket: BucketRef, plans: BucketPlan[]): Promise<void> {
  const planned = await planBucket(cloud, await recall(cloud, bucket));
  const { changes, surplus } = planned.plan;
  if (changes.length > 0 || surplus.length > 0 || undecidedRules(planned).length > 0) {
    plans.push(planned);
  }
}

/** The rules of which it is not known whether they apply. */
export function undecidedRules({ judgement }: BucketPlan): string[] {
  if (judgement.standing !== 'undecided') return [];
  return judgement.rules.flatMap(({ rule, applies, exempt }) =>
    applies === 'unknown' || exempt === 'unknown' ? rule : [],
  );
}

function note(
  where: { readonly account: string; readonly region?: string; readonly name?: string },
  error: unknown,
  unreadable: Unreadable[],
): void {
  const { cause, message } = failureOf(error);
  const { name, ...place } = where;
  // A bucket that was deleted since its account was listed has no plan and needs none.
  if (cause === 'gone' && name) return;
  unreadable.push({ ...place, ...(name && { bucket: name }), cause, message });
}

interface Place {
  readonly account: string;
  readonly region?: string;
  readonly name?: string;
  readonly bucket?: string;
}

function placeOf({ account, region = '', name, bucket = '' }: Place): string {
  return [account, region, name ?? bucket].join('/');
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
