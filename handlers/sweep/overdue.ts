import { clearHit, markHit } from '../../infra/aws/hits.ts';
import { recall } from '../../infra/aws/ledger.ts';
import { type BucketEntry, refOf } from '../../infra/aws/ledger-item.ts';
import { reportKey, writeReport } from '../../infra/aws/reports.ts';
import type { Cloud } from '../../infra/cloud.ts';
import { overdueReports, troubledReports } from '../../rules/delivery.ts';
import type { DesiredInventory } from '../../rules/desired.ts';
import type { Outcome } from '../../rules/outcome.ts';
import { whyOverdue } from './why-overdue.ts';

/** What a look at a bucket has shown, as far as its reports hang on it. */
export interface Shown {
  readonly outcome: Outcome;
  /** What the mandate demands of the bucket. */
  readonly demanded: readonly DesiredInventory[];
}

/** With these nobody waits for reports any more. */
const waitingEnds: readonly Outcome[] = ['gone', 'unmatched', 'exempt', 'unsupported'];

/**
 * Makes the reports of a bucket that should have arrived part of their incidents, with the cause that can be found; takes out
 * those that nobody waits for any more. Of a bucket that is neither it asks and writes nothing.
 *
 * @param known the bucket as the ledger had it before the look.
 * @throws DynamoDB's errors. Doing it again changes nothing.
 */
export async function settleReports(
  cloud: Cloud,
  known: BucketEntry,
  { outcome, demanded }: Shown,
): Promise<void> {
  const troubled = troubledReports(known.reports);
  if (waitingEnds.includes(outcome)) return forget(cloud, known, troubled);
  // Of any other nobody knows whether its configurations stand, or since when.
  if (outcome !== 'compliant' || known.state !== 'compliant') return;
  // One that is switched off brings no report that could end its incident.
  const rules = demanded.flatMap(({ rule, inventory }) => (inventory.IsEnabled ? rule : []));
  await forget(
    cloud,
    known,
    troubled.filter((rule) => !rules.includes(rule)),
  );
  for (const demand of overdueReports(known, demanded, cloud.clock.now())) {
    await markOverdue(cloud, known, demand);
  }
}

async function forget(cloud: Cloud, known: BucketEntry, rules: readonly string[]): Promise<void> {
  for (const rule of rules) {
    await clearHit(cloud, reportKey(known, rule));
    await writeReport(cloud, known, { rule, report: undefined });
  }
}

/** First the bucket's own word, by which the report that arrives knows that there is an incident to end. */
async function markOverdue(
  cloud: Cloud,
  known: BucketEntry,
  { rule, inventory }: DesiredInventory,
): Promise<void> {
  const report = { ...known.reports[rule], isOverdue: true } as const;
  // If it is no longer as it was, the report has just arrived.
  if (!(await writeReport(cloud, known, { rule, report }))) return;
  const { account, region, bucket } = known;
  const key = reportKey(known, rule);
  const said = `the report of ${bucket} is overdue: ${await whyOverdue(cloud, refOf(known), inventory)}`;
  const spot = { cause: 'report-overdue', rule } as const;
  await markHit(cloud, { key, spot, what: bucket, account, region, said, at: cloud.clock.now() });
  const now = (await recall(cloud, refOf(known))).reports[rule];
  if (!now?.isOverdue && !now?.fault) await clearHit(cloud, key);
}
