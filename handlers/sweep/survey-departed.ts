import { clearHit, clearHits } from '../../infra/aws/hits.ts';
import { entries } from '../../infra/aws/ledger-entries.ts';
import type { BucketEntry } from '../../infra/aws/ledger-item.ts';
import { keyOfListing } from '../../infra/aws/listings.ts';
import { noteSwept } from '../../infra/aws/swept-accounts.ts';
import type { Cloud } from '../../infra/cloud.ts';
import { counted, emptyTally } from '../../rules/account-tally.ts';
import { concurrently } from '../concurrently.ts';
import { checkBucket } from './check-bucket.ts';
import { settleReports } from './overdue.ts';
import { type AccountOfSweep, BUCKETS_AT_ONCE } from './survey-page.ts';
import type { Watch } from './watch.ts';

/**
 * Goes over what the ledger has of an account that is not active, or not ours any more: nobody can list its buckets, and
 * the mandate does not govern them.
 *
 * @throws when something could not be read or written down: then it is done again.
 */
export async function surveyDeparted(
  cloud: Cloud,
  { account, sweep }: AccountOfSweep,
  { told }: Watch,
): Promise<AccountOfSweep> {
  let survey = emptyTally;
  await concurrently(governed(cloud, account), BUCKETS_AT_ONCE, async (known) => {
    const run = await checkBucket(cloud, known);
    const { region, name } = run.bucket;
    const { outcome } = run;
    await settleReports(cloud, known, { outcome, demanded: [] });
    const judged = { region, name, outcome, wasJudged: true, wanted: [], isMissed: false };
    survey = { ...counted(survey, judged), accounted: {} };
    told(run);
  });
  for (const sk of ofRegions) await clearHits(cloud, { pk: `ACCOUNT#${account}`, sk });
  await clearHit(cloud, keyOfListing(account));
  await noteSwept(cloud, sweep, { account, survey });
  return { account, sweep };
}

/** What was wrong with regions of the account: nobody will look again, and it would stay for ever. */
const ofRegions = ['COUNT#', 'DIRECTORIES#', 'EVENTS#'];

async function* governed(cloud: Cloud, account: string): AsyncGenerator<BucketEntry> {
  for await (const entry of entries(cloud, account)) {
    if (entry.state !== 'gone' && entry.state !== 'unmatched') yield entry;
  }
}
