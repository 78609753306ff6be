import { announce } from '../infra/aws/announce.ts';
import { markAnnounced } from '../infra/aws/ledger.ts';
import type { BucketEntry } from '../infra/aws/ledger-item.ts';
import type { Cloud } from '../infra/cloud.ts';
import { type BucketInventoryOutcome, templateSafe } from '../rules/outcome-event.ts';

/**
 * Announces a bucket's state if it is not the one that was announced last.
 * Marked only once it is out, so that a crash between the two repeats an event and never loses one.
 *
 * @throws when the event was not taken or could not be marked: the message comes back and tries again.
 */
export async function tellNews(cloud: Cloud, entry: BucketEntry): Promise<void> {
  if (!entry.state || entry.state === entry.announced) return;
  // A bucket that came and went before we saw it is nobody's news.
  if (entry.state === 'gone' && !entry.announced) return;
  const at = entry.observedAt ?? cloud.clock.now();
  await announce(cloud, { type: 'Bucket Inventory Outcome', at, detail: detailOf(entry) });
  const bucket = { account: entry.account, region: entry.region, name: entry.bucket };
  await markAnnounced(cloud, bucket, entry.state);
}

function detailOf(entry: BucketEntry): BucketInventoryOutcome {
  const {
    account,
    region,
    bucket,
    state = 'failed',
    outcome = state,
    cause,
    rules,
    surplus,
  } = entry;
  return {
    version: 1,
    account,
    region,
    bucket,
    state,
    outcome,
    ...(cause && { cause }),
    ...(entry.reason && { reason: templateSafe(entry.reason) }),
    since: entry.since ?? new Date(entry.observedAt ?? 0).toISOString(),
    rules: [...rules],
    surplus: surplus.map(templateSafe),
    ...(entry.creator && { creator: templateSafe(entry.creator) }),
  };
}
