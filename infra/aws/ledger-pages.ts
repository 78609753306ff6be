import { DynamoDBClient, paginateQuery, QueryCommand } from '@aws-sdk/client-dynamodb';
import type { Cloud } from '../cloud.ts';
import { type BucketEntry, entriesOf, type ReadItems, unreadableLedger } from './ledger-item.ts';

/** A stretch of an account's bucket names. */
export interface Stretch {
  /** Names after this one; left out, from the first. */
  readonly after?: string | undefined;
  /** Names up to this one; left out, to the last. */
  readonly upTo?: string | undefined;
}

/**
 * What the ledger knows of an account's buckets in a stretch of their names, as they may stand on a page of ListBuckets.
 *
 * @throws KnownFailure `unreadable`.
 */
export async function entriesWithin(
  cloud: Cloud,
  account: string,
  { after, upTo }: Stretch,
): Promise<ReadItems> {
  const pages = paginateQuery(
    { client: cloud.hub(DynamoDBClient) },
    {
      TableName: cloud.settings.ledgerTable,
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
      ExpressionAttributeValues: {
        ':pk': { S: `ACCOUNT#${account}` },
        ':from': { S: after === undefined ? 'BUCKET#' : pastName(after) },
        ':to': { S: upTo === undefined ? 'BUCKET#~' : pastName(upTo) },
      },
    },
  );
  try {
    const items = await Array.fromAsync(pages, ({ Items = [] }) => Items);
    return entriesOf(items.flat());
  } catch (error) {
    return unreadableLedger(error);
  }
}

/** Sorts after the name in every region, and before every longer name: names begin with what sorts after `#`. */
function pastName(name: string): string {
  return `BUCKET#${name}#~`;
}

/** So many are read at a time, and corrected without asking whether there is time left. */
const PAGE = 250;

/** Buckets that wait for a sweep to correct them. */
export interface AwaitingPage {
  readonly entries: readonly BucketEntry[];
  /** Where the next page begins; absent on the last one. */
  readonly next?: string | undefined;
}

/**
 * Some of the buckets of an account that wait for a sweep.
 *
 * @param from what the page before said comes next.
 * @throws KnownFailure `unreadable`.
 */
export async function awaitingPage(
  cloud: Cloud,
  { account, sweep }: { readonly account: string; readonly sweep: number },
  from?: string,
): Promise<AwaitingPage> {
  const pk = { S: `ACCOUNT#${account}` };
  const request = new QueryCommand({
    TableName: cloud.settings.ledgerTable,
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :bucket)',
    FilterExpression: 'awaits = :sweep',
    Limit: PAGE,
    // The survey may have marked the last of them a moment ago.
    ConsistentRead: true,
    ExpressionAttributeValues: {
      ':pk': pk,
      ':bucket': { S: 'BUCKET#' },
      ':sweep': { N: String(sweep) },
    },
    ...(from && { ExclusiveStartKey: { pk, sk: { S: from } } }),
  });
  const answer = await cloud.hub(DynamoDBClient).send(request).catch(unreadableLedger);
  return { entries: entriesOf(answer.Items ?? []).entries, next: answer.LastEvaluatedKey?.sk?.S };
}
