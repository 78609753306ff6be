import { DynamoDBClient, paginateQuery } from '@aws-sdk/client-dynamodb';
import type { ExemptionReminder } from '../../rules/exemption-reminder.ts';
import type { Cloud } from '../cloud.ts';
import { clearHit, markHit } from './hits.ts';

const PARTITION = 'EXEMPTIONS';

function keyOfReminder(name: string) {
  return { pk: PARTITION, sk: name };
}

/** Makes an exemption that ends soon part of the incident that says so. Throws DynamoDB's errors. */
export function markEnding(cloud: Cloud, { name, what, said }: ExemptionReminder): Promise<void> {
  const at = cloud.clock.now();
  return markHit(cloud, {
    key: keyOfReminder(name),
    spot: { cause: 'exemption-ending' },
    what,
    said,
    at,
  });
}

/** Nothing is to be said any more of the exemption of this name. Throws DynamoDB's errors. */
export function clearEnding(cloud: Cloud, name: string): Promise<void> {
  return clearHit(cloud, keyOfReminder(name));
}

/** The names of the exemptions that were said to end soon. Throws DynamoDB's errors. */
export async function markedEndings(cloud: Cloud): Promise<string[]> {
  const request = {
    TableName: cloud.settings.ledgerTable,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': { S: PARTITION } },
    ProjectionExpression: 'sk',
    ConsistentRead: true,
  };
  const pages = paginateQuery({ client: cloud.hub(DynamoDBClient) }, request);
  const items = await Array.fromAsync(pages, ({ Items = [] }) => Items);
  return items.flat().flatMap(({ sk }) => sk?.S ?? []);
}
