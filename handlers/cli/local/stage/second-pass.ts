import { entries } from '../../../../infra/aws/ledger-entries.ts';
import type { BucketEntry } from '../../../../infra/aws/ledger-item.ts';
import type { Cloud } from '../../../../infra/cloud.ts';
import type { CallRecord } from '../../../../infra/local/calls.ts';
import type { BucketRef } from '../../../../rules/bucket.ts';
import type { State } from '../../../../rules/outcome.ts';
import type { Scenery } from './scenery.ts';
import { waitFor } from './wait-for.ts';

/** What a bucket may be in at the end of the story without something being left to do. */
const settled: readonly (State | undefined)[] = [
  'compliant',
  'drifted',
  'exempt',
  'unmatched',
  'unsupported',
];

/** Checks every bucket of the ledger again and counts what was written and told. */
export async function secondPass(
  scenery: Scenery,
  check: (bucket: BucketRef) => Promise<void>,
): Promise<string> {
  const { organization, cloud, clock } = scenery;
  const known = (await ledger(cloud)).filter(({ state }) => settled.includes(state));
  const start = clock.now();
  for (const { account, region, bucket } of known) {
    await check({ account, region, name: bucket });
  }
  await waitFor(async () => {
    const checked = (await ledger(cloud)).filter((entry) => (entry.observedAt ?? 0) >= start);
    const asWanted = checked.length >= known.length;
    return { asWanted, saw: `${checked.length} of ${known.length} buckets checked` };
  });
  const since = organization.calls.filter(({ at }) => at >= start);
  const puts = since.filter(({ operation }) => operation === 'PutBucketInventoryConfiguration');
  if (puts.length > 0) throw new Error(`${puts.length} configurations were put`);
  const news = since.filter(isAnnouncement);
  if (news.length > 0) throw new Error(`${news.length} events were sent`);
  return `${known.length} buckets checked, nothing put, nobody told`;
}

/** The function's own events; ours are sent by an administrator. */
function isAnnouncement({ operation, caller }: CallRecord): boolean {
  return operation === 'PutEvents' && caller.includes(':assumed-role/');
}

function ledger(cloud: Cloud): Promise<BucketEntry[]> {
  return Array.fromAsync(entries(cloud));
}
