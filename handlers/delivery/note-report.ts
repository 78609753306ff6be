import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { clearHit, markHit } from '../../infra/aws/hits.ts';
import { recall } from '../../infra/aws/ledger.ts';
import { type BucketEntry, refOf } from '../../infra/aws/ledger-item.ts';
import { readManifest } from '../../infra/aws/manifests.ts';
import { reportKey, writeReport } from '../../infra/aws/reports.ts';
import type { Cloud } from '../../infra/cloud.ts';
import type { BucketRef } from '../../rules/bucket.ts';
import { configuredAt, type Report } from '../../rules/delivery.ts';
import { desiredInventory } from '../../rules/desired.ts';
import type { Rule } from '../../rules/mandate.ts';
import { manifestFault } from '../../rules/manifest.ts';
import { logger, metrics } from '../telemetry.ts';

/** A report that lies where the mandate wants it. */
export interface ArrivedReport {
  readonly rule: Rule;
  /** The bucket that it lies in. */
  readonly destination: BucketRef;
  readonly folder: string;
  /** Milliseconds since the epoch: when S3 began to count. */
  readonly at: number;
}

/**
 * Writes down that a report of a bucket has arrived and what is wrong with it, if anything is; that opens an incident or
 * ends one.
 *
 * @throws DynamoDB's and S3's errors.
 */
export async function noteReport(
  cloud: Cloud,
  entry: BucketEntry,
  arrived: ArrivedReport,
): Promise<void> {
  const { rule, at } = arrived;
  const fault = await faultOf(cloud, entry, arrived);
  const where = { ...refOf(entry), rule: rule.id, at: new Date(at).toISOString(), fault };
  if (fault && isOfAnEarlierConfiguration(entry, at)) {
    return logger.info('report ignored: it was made before the configuration was put right', where);
  }
  await keep(cloud, entry, { rule: rule.id, report: { at, heardAt: cloud.clock.now(), fault } });
  logger.info('report arrived', where);
  metrics.addMetric('Reports', MetricUnit.Count, 1);
}

async function faultOf(
  cloud: Cloud,
  entry: BucketEntry,
  { rule, destination, folder }: ArrivedReport,
): Promise<string | undefined> {
  const { text, unread } = await readManifest(cloud, destination, folder);
  if (unread !== undefined) return unread;
  return manifestFault(text, entry.bucket, desiredInventory(rule, refOf(entry)));
}

const MINUTE = 60_000;

/** Its time is told to the minute. */
function isOfAnEarlierConfiguration(entry: BucketEntry, at: number): boolean {
  return at + MINUTE <= (configuredAt(entry) ?? 0);
}

interface Kept {
  readonly rule: string;
  readonly report: Report & { readonly at: number };
}

/**
 * The incident before the ledger's word on the report: whoever dies in between leaves a message that comes again, finds the
 * old word, and does the same once more.
 */
async function keep(cloud: Cloud, entry: BucketEntry, { rule, report }: Kept): Promise<void> {
  const before = entry.reports[rule];
  if ((before?.at ?? 0) > report.at) return;
  const isOver = before?.isOverdue || (before?.fault && !report.fault);
  if (isOver) await clearHit(cloud, reportKey(entry, rule));
  if (report.fault) await markWrong(cloud, entry, { rule, report });
  if (await writeReport(cloud, entry, { rule, report })) return;
  return keep(cloud, await recall(cloud, refOf(entry)), { rule, report });
}

function markWrong(cloud: Cloud, entry: BucketEntry, { rule, report }: Kept): Promise<void> {
  const { account, region, bucket } = entry;
  return markHit(cloud, {
    key: reportKey(entry, rule),
    spot: { cause: 'report-wrong', rule },
    what: bucket,
    account,
    region,
    said: `the report of ${bucket}, ${new Date(report.at).toISOString()}: ${report.fault}`,
    at: cloud.clock.now(),
  });
}
