import { DynamoDBClient, paginateQuery } from '@aws-sdk/client-dynamodb';
import type { Cloud } from '../cloud.ts';
import { type BucketEntry, entryOf, unreadableLedger } from './ledger-item.ts';

/**
 * What the ledger says of the buckets of a name in an account: there may be several, of different regions, one after the other.
 *
 * @throws KnownFailure `unreadable`.
 */
export async function entriesNamed(
  cloud: Cloud,
  account: string,
  name: string,
): Promise<BucketEntry[]> {
  const pages = paginateQuery(
    { client: cloud.hub(DynamoDBClient) },
    {
      TableName: cloud.settings.ledgerTable,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :bucket)',
      ExpressionAttributeValues: {
        ':pk': { S: `ACCOUNT#${account}` },
        ':bucket': { S: `BUCKET#${name}#` },
      },
    },
  );
  try {
    const items = await Array.fromAsync(pages, ({ Items = [] }) => Items);
    return items.flat().map(entryOf);
  } catch (error) {
    return unreadableLedger(error);
  }
}
