import { MetricUnit } from '@aws-lambda-powertools/metrics';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import * as z from 'zod/mini';
import { recall } from '../../infra/aws/ledger.ts';
import { findBuckets } from '../../infra/aws/reports.ts';
import type { Cloud } from '../../infra/cloud.ts';
import type { BucketRef } from '../../rules/bucket.ts';
import { desiredInventory } from '../../rules/desired.ts';
import { configurationId } from '../../rules/inventory.ts';
import type { Rule } from '../../rules/mandate.ts';
import { type ReportPlace, reportPlace } from '../../rules/report-place.ts';
import { eachMessage } from '../each-message.ts';
import { logger, metrics } from '../telemetry.ts';
import { noteReport } from './note-report.ts';

/** Of S3's event what says where the report lies. Account and region are the envelope's, which nobody can forge. */
const ObjectCreated = z.object({
  account: z.string().check(z.regex(/^\d{12}$/)),
  region: z.string(),
  detail: z.object({
    bucket: z.object({ name: z.string() }),
    object: z.object({ key: z.string() }),
  }),
});

/** A report that lies in a destination bucket. */
interface Arrival extends ReportPlace {
  readonly destination: BucketRef;
}

/**
 * Notes the reports of a batch in the ledger, each at its bucket.
 *
 * @returns the messages that must come back, because ledger or S3 did not answer. What never gets through ends in the
 *   dead-letter queue.
 */
export function takeReports(cloud: Cloud): (batch: SQSEvent) => Promise<SQSBatchResponse> {
  return eachMessage(({ body }) => takeReport(cloud, body));
}

async function takeReport(cloud: Cloud, body: string): Promise<void> {
  const arrival = readArrival(body);
  if (!arrival) return;
  const { rules } = await cloud.mandate();
  const rule = rules.find(({ id }) => configurationId(id) === arrival.id);
  if (!rule) return logger.debug('report ignored: no rule asks for it', { ...arrival });
  const { account, region } = arrival.destination;
  // The region of a bucket is that of its reports: S3 Inventory never crosses regions.
  const known = await findBuckets(cloud, arrival.source);
  const sources = known.filter((source) => source.region === region);
  if (sources.length === 0) return ignoreUnknown(arrival);
  const source = await oneAlive(
    cloud,
    sources.filter((one) => isWhereWanted(arrival, rule, one)),
  );
  if (!source)
    return logger.warn('report ignored: not where the mandate wants it', { account, ...arrival });
  await noteReport(cloud, source, { ...arrival, rule });
}

function readArrival(body: string): Arrival | undefined {
  const { account, region, detail } = ObjectCreated.parse(JSON.parse(body));
  const place = reportPlace(detail.object.key);
  return place && { ...place, destination: { account, region, name: detail.bucket.name } };
}

function ignoreUnknown(arrival: Arrival): void {
  logger.warn('report ignored: the ledger does not know its bucket', { ...arrival });
  metrics.addMetric('UnknownReports', MetricUnit.Count, 1);
}

/** Whether the mandate has the reports of a bucket put into that very account, bucket and prefix. */
function isWhereWanted({ destination, prefix }: Arrival, rule: Rule, source: BucketRef): boolean {
  const {
    Bucket,
    AccountId,
    Prefix = '',
  } = desiredInventory(rule, source).Destination.S3BucketDestination;
  const { account, name } = destination;
  return account === AccountId && Bucket.endsWith(`:${name}`) && prefix === Prefix;
}

/**
 * Of buckets that had the name one after the other, the one that is not gone; one that nobody governs comes last, for of a
 * closed account nobody ever hears that its bucket is gone.
 */
async function oneAlive(cloud: Cloud, buckets: readonly BucketRef[]) {
  const entries = await Promise.all(buckets.map((bucket) => recall(cloud, bucket)));
  const alive = entries.filter(({ state }) => state !== 'gone');
  return alive.find(({ state }) => state !== 'unmatched') ?? alive[0];
}
