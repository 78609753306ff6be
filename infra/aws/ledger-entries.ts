import { DynamoDBClient, paginateScan, type ScanCommandInput } from '@aws-sdk/client-dynamodb';
import type { Cloud } from '../cloud.ts';
import { itemsOf } from './items.ts';
import { type BucketEntry, entriesOf, unreadableLedger } from './ledger-item.ts';

/**
 * Every bucket in the ledger, of one account or of all, page by page.
 *
 * @throws KnownFailure `unreadable`.
 */
export function entries(cloud: Cloud, account?: string): AsyncGenerator<BucketEntry> {
  if (account) return entriesBeginning(cloud, account, 'BUCKET#');
  return scanned(cloud, {});
}

/**
 * What the ledger says of the buckets of a name in an account: there may be several, of different regions, one after the other.
 *
 * @throws KnownFailure `unreadable`.
 */
export function entriesNamed(cloud: Cloud, account: string, name: string): Promise<BucketEntry[]> {
  return Array.fromAsync(entriesBeginning(cloud, account, `BUCKET#${name}#`));
}

async function* entriesBeginning(
  cloud: Cloud,
  account: string,
  begins: string,
): AsyncGenerator<BucketEntry> {
  for await (const item of itemsOf(cloud, { pk: `ACCOUNT#${account}`, begins }))
    yield* entriesOf([item]).entries;
}

/** What is read of an entry where all are: there may be a million, and most of an entry is of no use in a sum. */
const brief = [
  'state',
  'reason',
  'surplus',
  'createdAt',
  'deletedAt',
  'correctedAt',
  'incident',
  'since',
  'seenAt',
  'awaits',
] as const;

type BriefEntry = Pick<BucketEntry, 'account' | 'region' | 'bucket' | (typeof brief)[number]>;

/**
 * Every bucket in the ledger, in few words, page by page.
 *
 * @throws KnownFailure `unreadable`.
 */
export function briefEntries(cloud: Cloud): AsyncGenerator<BriefEntry> {
  const read = ['pk', 'sk', ...brief];
  return scanned(cloud, {
    ProjectionExpression: read.map((name) => `#${name}`).join(', '),
    ExpressionAttributeNames: Object.fromEntries(read.map((name) => [`#${name}`, name])),
  });
}

async function* scanned(
  cloud: Cloud,
  what: Pick<ScanCommandInput, 'ProjectionExpression' | 'ExpressionAttributeNames'>,
): AsyncGenerator<BucketEntry> {
  const request = { TableName: cloud.settings.ledgerTable, ...what };
  try {
    for await (const { Items = [] } of paginateScan({ client: cloud.hub(DynamoDBClient) }, request))
      yield* entriesOf(Items).entries;
  } catch (error) {
    unreadableLedger(error);
  }
}
