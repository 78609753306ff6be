import { bucketTags } from '../infra/aws/buckets.ts';
import { failureOf } from '../infra/aws/failure.ts';
import { listInventories } from '../infra/aws/inventories.ts';
import { type BucketEntry, refOf } from '../infra/aws/ledger-item.ts';
import { type AccountFacts, accountFacts } from '../infra/aws/organization.ts';
import type { Cloud } from '../infra/cloud.ts';
import { mandateDigest } from '../infra/mandate.ts';
import type { BucketFacts, BucketRef } from '../rules/bucket.ts';
import type { Inventory } from '../rules/inventory.ts';
import { type Judgement, judge, notGoverned, type Ungoverned, ungoverned } from '../rules/judge.ts';
import { type Plan, planChanges } from '../rules/plan.ts';
import { askedKeys } from '../rules/selector.ts';

/** What would be done about a bucket, and why. A value: having one has changed nothing. */
export interface BucketPlan {
  readonly bucket: BucketRef;
  readonly facts: BucketFacts;
  readonly judgement: Judgement;
  readonly observed: readonly Inventory[];
  /** Milliseconds since the epoch: just before the inventories were listed. */
  readonly observedAt: number;
  readonly plan: Plan;
  /** Digest of the mandate by which it was made. */
  readonly mandate: string;
}

/**
 * Reads everything that decides, and decides. A dry run is this and nothing else: there is no path from here to a write.
 *
 * @param known the bucket's ledger entry: its creator is known from nowhere else.
 * @throws whatever AWS answers; `failureOf` sorts it. `NoSuchBucket` when there is none.
 */
export async function planBucket(cloud: Cloud, known: BucketEntry): Promise<BucketPlan> {
  const bucket = refOf(known);
  const mandate = await cloud.mandate();
  const today = new Date(cloud.clock.now()).toISOString().slice(0, 10);
  const asked = askedKeys(mandate, today);
  const account = await accountFacts(cloud, bucket.account, asked);
  const observedAt = cloud.clock.now();
  const left = ungoverned(mandate, { ...bucket, ...account });
  const [tags, { observed, outside }] = await Promise.all([
    !left && asked.has('bucketTags') ? bucketTags(cloud, bucket) : undefined,
    left ? { observed: [], outside: left } : observe(cloud, bucket),
  ]);
  const facts = factsOf(known, account, tags);
  const judgement = outside ? notGoverned(outside) : judge(mandate, facts, today);
  return {
    bucket,
    facts,
    judgement,
    observed,
    observedAt,
    plan: planChanges(judgement.desired, observed),
    mandate: mandateDigest(mandate),
  };
}

interface Observed {
  readonly observed: readonly Inventory[];
  /** Why the bucket is not for the mandate to govern, if it is not. */
  readonly outside?: Ungoverned;
}

/** What S3 has on the bucket, or that it can have nothing. */
async function observe(cloud: Cloud, bucket: BucketRef): Promise<Observed> {
  try {
    return { observed: await listInventories(cloud, bucket) };
  } catch (error) {
    const { cause, message: reason } = failureOf(error);
    if (cause !== 'unsupported') throw error;
    return { observed: [], outside: { standing: 'unsupported', reason } };
  }
}

/**
 * Looks at the inventories again and plans anew from the same facts: an empty plan proves that they are as the mandate wants.
 *
 * @throws S3's errors.
 */
export async function planAgain(cloud: Cloud, before: BucketPlan): Promise<BucketPlan> {
  const observedAt = cloud.clock.now();
  const observed = await listInventories(cloud, before.bucket);
  return { ...before, observed, observedAt, plan: planChanges(before.judgement.desired, observed) };
}

function factsOf(known: BucketEntry, account: AccountFacts, bucketTags: BucketFacts['bucketTags']) {
  const { account: id, region, bucket: name, creator } = known;
  return { account: id, region, name, creator, ...account, bucketTags };
}
