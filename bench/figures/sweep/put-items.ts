import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Place } from '../../../infra/cloud.ts';
import type { Tables } from '../../../infra/local/tables.ts';

/** Puts at most 25 items into the ledger's table past all permissions: nothing of ours may do so. */
export async function putItems(
  tables: Tables,
  { table, account, region }: Place & { readonly table: string },
  items: readonly Readonly<Record<string, AttributeValue>>[],
): Promise<void> {
  const requests = items.map((Item) => ({ PutRequest: { Item } }));
  const request = {
    method: 'POST',
    path: '/',
    query: new URLSearchParams(),
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': 'DynamoDB_20120810.BatchWriteItem',
      'x-amz-date': '20260101T000000Z',
      authorization: 'AWS4-HMAC-SHA256 Credential=bench, SignedHeaders=host, Signature=bench',
    },
    body: Buffer.from(JSON.stringify({ RequestItems: { [table]: requests } })),
  };
  const answer = await tables.handle(request, account, region);
  if (answer.status !== 200) throw new Error(`the ledger cannot be filled: ${answer.body}`);
}
