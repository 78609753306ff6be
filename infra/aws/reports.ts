import { type AttributeValue, DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import type { BucketRef } from '../../rules/bucket.ts';
import type { Report } from '../../rules/delivery.ts';
import type { Cloud } from '../cloud.ts';
import { whenUnchanged } from './conditional.ts';
import type { ItemKey } from './hits.ts';
import {
  type BucketEntry,
  entryOf,
  keyOf,
  refOf,
  reportAttribute,
  unreadableLedger,
} from './ledger-item.ts';

/**
 * The buckets of a name that the ledger has judged: one, or several of different accounts and regions that had it one after
 * the other. Read from an index, which lags behind a little.
 *
 * @throws KnownFailure `unreadable`.
 */
export async function findBuckets(cloud: Cloud, name: string): Promise<BucketRef[]> {
  const request = new QueryCommand({
    TableName: cloud.settings.ledgerTable,
    IndexName: 'names',
    // What else has a bucket's name, such as a dead letter, is no bucket.
    KeyConditionExpression: '#bucket = :name AND begins_with(sk, :bucket)',
    ExpressionAttributeNames: { '#bucket': 'bucket' },
    ExpressionAttributeValues: { ':name': { S: name }, ':bucket': { S: 'BUCKET#' } },
  });
  const { Items = [] } = await cloud.hub(DynamoDBClient).send(request).catch(unreadableLedger);
  return Items.map(entryOf).map(refOf);
}

/** Where a report stands in the ledger as what an incident hits. */
export function reportKey({ account, region, bucket }: BucketEntry, rule: string): ItemKey {
  return { pk: `ACCOUNT#${account}`, sk: `REPORT#${bucket}#${region}#${rule}` };
}

/** What is written of the reports of one rule. */
export interface ReportChange {
  readonly rule: string;
  /** Undefined to forget them. */
  readonly report: Report | undefined;
}

/**
 * Writes what is known of a bucket's reports over what `known` says, if that is still how it is.
 *
 * @returns whether it was.
 * @throws DynamoDB's errors.
 */
export function writeReport(
  cloud: Cloud,
  known: BucketEntry,
  { rule, report }: ReportChange,
): Promise<boolean> {
  const { at, isOverdue } = known.reports[rule] ?? {};
  const isUnchanged = [
    'attribute_exists(pk)',
    at === undefined ? 'attribute_not_exists(#report.#at)' : '#report.#at = :seen',
    isOverdue ? '#report.overdue = :true' : 'attribute_not_exists(#report.overdue)',
  ];
  const values: Record<string, AttributeValue> = {
    ...(report && { ':report': { M: mapOf(report) } }),
    ...(at !== undefined && { ':seen': { N: String(at) } }),
    ...(isOverdue && { ':true': { BOOL: true } }),
  };
  return whenUnchanged(cloud, {
    ...keyOf(cloud, refOf(known)),
    UpdateExpression: report ? 'SET #report = :report' : 'REMOVE #report',
    ConditionExpression: isUnchanged.join(' AND '),
    ExpressionAttributeNames: { '#report': reportAttribute(rule), '#at': 'at' },
    ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
  });
}

function mapOf({ at, heardAt, fault, isOverdue }: Report): Record<string, AttributeValue> {
  return {
    ...(at !== undefined && { at: { N: String(at) } }),
    ...(heardAt !== undefined && { heardAt: { N: String(heardAt) } }),
    ...(fault && { fault: { S: fault } }),
    ...(isOverdue && { overdue: { BOOL: true } }),
  };
}
