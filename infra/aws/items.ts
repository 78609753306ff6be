import { type AttributeValue, DynamoDBClient, paginateQuery } from '@aws-sdk/client-dynamodb';
import type { Cloud } from '../cloud.ts';
import { unreadableLedger } from './ledger-item.ts';

/** An item of the ledger's table, as DynamoDB has it. */
export type Item = Readonly<Record<string, AttributeValue>>;

/** Items of one partition. */
export interface Section {
  readonly pk: string;
  /** What their sort keys begin with; left out, all of them. */
  readonly begins?: string;
  /** Whether what was written a moment ago must be among them; costs twice as much. */
  readonly consistent?: boolean;
}

/**
 * Items of a partition in the order of their sort keys, page by page.
 *
 * @throws KnownFailure `unreadable`.
 */
export async function* itemsOf(
  cloud: Cloud,
  { pk, begins, consistent = false }: Section,
): AsyncGenerator<Item> {
  const request = {
    TableName: cloud.settings.ledgerTable,
    KeyConditionExpression: begins ? 'pk = :pk AND begins_with(sk, :begins)' : 'pk = :pk',
    ExpressionAttributeValues: { ':pk': { S: pk }, ...(begins && { ':begins': { S: begins } }) },
    ConsistentRead: consistent,
  };
  try {
    for await (const { Items = [] } of paginateQuery(
      { client: cloud.hub(DynamoDBClient) },
      request,
    ))
      yield* Items;
  } catch (error) {
    unreadableLedger(error);
  }
}
