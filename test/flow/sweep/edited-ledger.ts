import { type AttributeValue, DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { House } from '../house.ts';

/** A change to an item of the ledger: texts to be set, or whole attributes; undefined takes one away. */
export type Edit = Readonly<Record<string, AttributeValue | string | undefined>>;

/** What an administrator of the hub does to the ledger by hand, past all that our functions see to. */
export async function editLedger(
  { organization, operator }: House,
  { account, sk }: { readonly account: string; readonly sk: string },
  edit: Edit,
): Promise<void> {
  const { hub } = organization.seed;
  const client = new DynamoDBClient({
    region: hub.region,
    credentials: { accessKeyId: hub.account, secretAccessKey: 'anything' },
    requestHandler: organization.requestHandler,
  });
  const AttributeUpdates = Object.fromEntries(
    Object.entries(edit).map(([name, value]) => [
      name,
      value === undefined
        ? { Action: 'DELETE' as const }
        : { Action: 'PUT' as const, Value: typeof value === 'string' ? { S: value } : value },
    ]),
  );
  const Key = { pk: { S: `ACCOUNT#${account}` }, sk: { S: sk } };
  const TableName = operator.settings.ledgerTable;
  await client.send(new UpdateItemCommand({ TableName, Key, AttributeUpdates }));
}
