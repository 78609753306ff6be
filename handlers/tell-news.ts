import { announce } from '../infra/aws/announce.ts';
import type { BucketEntry } from '../infra/aws/ledger-item.ts';
import { claimNews, markAnnounced } from '../infra/aws/ledger-news.ts';
import type { Cloud } from '../infra/cloud.ts';
import type { State } from '../rules/outcome.ts';
import type { BucketInventoryOutcome } from '../rules/outcome-event.ts';
import { templateSafe } from '../rules/template-safe.ts';

/**
 * Announces a bucket's state if it is not the one that was announced last. Of several who see the same change one tells
 * it, and looks once more afterwards: what changed meanwhile is news as well.
 * Marked only once it is out, so that a crash between the two repeats an event and never loses one.
 *
 * @throws when the event was not taken or could not be marked: the message comes back and tries again.
 */
export async function tellNews(cloud: Cloud, entry: BucketEntry): Promise<void> {
  const { account, region, bucket: name, state, announced } = entry;
  if (!state || state === announced) return;
  // A bucket that came and went before we saw it is nobody's news.
  if (state === 'gone' && !announced) return;
  const bucket = { account, region, name };
  if (!(await claimNews(cloud, bucket))) return;
  const at = entry.observedAt ?? cloud.clock.now();
  const since = entry.since ?? new Date(at).toISOString();
  const detail = detailOf(entry, { state, since });
  await announce(cloud, { type: 'Bucket Inventory Outcome', at, detail });
  await tellNews(cloud, await markAnnounced(cloud, bucket, { state, since }));
}

interface News {
  readonly state: State;
  readonly since: string;
}

function detailOf(entry: BucketEntry, { state, since }: News): BucketInventoryOutcome {
  const { account, region, bucket, cause, rules, surplus, announced, announcedSince } = entry;
  return {
    version: 1,
    id: [account, region, bucket, state, since].join('/'),
    account,
    region,
    bucket,
    state,
    ...(announced && { before: announced }),
    ...(announcedSince && { beforeSince: announcedSince }),
    outcome: entry.outcome ?? state,
    ...(cause && { cause }),
    ...(entry.reason && { reason: templateSafe(entry.reason) }),
    since,
    rules: [...rules],
    surplus: surplus.map(templateSafe),
    ...(entry.creator && { creator: templateSafe(entry.creator) }),
  };
}
