import { failureOf } from '../../../infra/aws/failure.ts';
import { applyChange } from '../../../infra/aws/inventories.ts';
import { recall, record } from '../../../infra/aws/ledger.ts';
import type { BucketEntry } from '../../../infra/aws/ledger-item.ts';
import type { Cloud } from '../../../infra/cloud.ts';
import type { BucketRef } from '../../../rules/bucket.ts';
import { type Change, planIn } from '../../../rules/plan.ts';
import { concurrently } from '../../concurrently.ts';
import { LOOKS, mustStillCorrect } from '../../enforce.ts';
import { type BucketPlan, planBucket } from '../../plan.ts';
import { concluded } from '../../run.ts';
import { tellNews } from '../../tell-news.ts';
import type { Unreadable } from '../plan-organization.ts';

export interface Removed {
  readonly removed: number;
  readonly failed: readonly Unreadable[];
}

export interface Removal {
  readonly id: string;
  readonly buckets: readonly BucketRef[];
}

/** Deletions share S3's rate limits with everybody else's calls. */
const AT_ONCE = 8;

/**
 * Removes the configuration of an id from buckets, and writes down how each stands then. What fails is named and holds nothing else up.
 *
 * @param told after each bucket, how many are done.
 * @throws KnownFailure `halted` or `unreadable` once corrections may not be made any more.
 */
export async function removeAll(
  cloud: Cloud,
  { id, buckets }: Removal,
  told: (done: number) => void,
): Promise<Removed> {
  const failed: Unreadable[] = [];
  let removed = 0;
  await concurrently(buckets, AT_ONCE, async (bucket) => {
    await mustStillCorrect(cloud);
    try {
      await removeFrom(cloud, bucket, id);
      removed += 1;
    } catch (error) {
      const { cause, message } = failureOf(error);
      const { account, region, name } = bucket;
      // What was deleted meanwhile has no configurations any more.
      if (cause !== 'gone') failed.push({ account, region, bucket: name, cause, message });
    }
    told(removed);
  });
  return { removed, failed };
}

async function removeFrom(cloud: Cloud, bucket: BucketRef, id: string): Promise<void> {
  const known = await recall(cloud, bucket);
  const before = (await planBucket(cloud, known)).observed.find(({ Id }) => Id === id);
  if (!before) return;
  const reasons = ['no rule demands it, and an operator has removed it'];
  const change: Change = { action: 'delete', id, permitted: true, reasons, before };
  await applyChange(cloud, bucket, change);
  const planned = await planWithout(cloud, known, id);
  // Whatever else differs is the next sweep's: nothing but this was asked for.
  const after = { ...planned, plan: planIn('report', planned.plan) };
  const now = cloud.clock.now();
  const sighting = { bucket, event: 'check', at: now } as const;
  const run = concluded(after, after, { sighting, known, now, random: cloud.random });
  const entry = await record(cloud, known, { ...run, changes: [change] });
  if (entry) await tellNews(cloud, entry);
}

/** Reads are eventually consistent: looks until the configuration does not show any more, or for a second or two. */
async function planWithout(cloud: Cloud, known: BucketEntry, id: string): Promise<BucketPlan> {
  let planned = await planBucket(cloud, known);
  for (const wait of LOOKS) {
    if (!planned.observed.some(({ Id }) => Id === id)) break;
    await cloud.clock.sleep(wait);
    planned = await planBucket(cloud, known);
  }
  return planned;
}
