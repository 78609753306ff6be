import {
  type AttributeValue,
  DeleteItemCommand,
  DynamoDBClient,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { nameOfSpot, type Spot } from '../../rules/incident.ts';
import type { Cloud } from '../cloud.ts';
import { announceHit } from './incidents.ts';
import { itemsOf } from './items.ts';
import { asUpdate } from './ledger-update.ts';

/** Where an item of the ledger stands. */
export interface ItemKey {
  readonly pk: string;
  readonly sk: string;
}

/** Something that an incident hits and that is no bucket: a region of an account, a report, an exemption. */
export interface FoundHit {
  readonly key: ItemKey;
  readonly spot: Spot;
  /** What people call it: `444444444444/eu-west-1`. */
  readonly what: string;
  readonly account?: string | undefined;
  readonly region?: string | undefined;
  /** One sentence: what was found, and why if that is known. */
  readonly said: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Whatever else is to be remembered of it. */
  readonly facts?: Readonly<Record<string, AttributeValue>>;
  /** Whether its incident waits for `toldAfter` of its kind, for it may yet pass; else it is told with the next review. */
  readonly mayPass?: boolean;
}

/**
 * Makes something part of an incident. Doing so again changes nothing but what is said of it.
 *
 * @throws DynamoDB's errors.
 */
export async function markHit(cloud: Cloud, hit: FoundHit): Promise<void> {
  const { key, spot, what, account, region, said, at, facts } = hit;
  await announceHit(cloud, { spot, isFailed: !hit.mayPass, said });
  const attributes: Record<string, AttributeValue> = {
    incident: { S: nameOfSpot(spot) },
    what: { S: what },
    said: { S: said || '-' },
    ...(account && { account: { S: account } }),
    ...(region && { region: { S: region } }),
    ...facts,
  };
  const update = asUpdate(attributes);
  await cloud.hub(DynamoDBClient).send(
    new UpdateItemCommand({
      ...keyOfItem(cloud, key),
      UpdateExpression: `${update.UpdateExpression}, #since = if_not_exists(#since, :since)`,
      ExpressionAttributeNames: { ...update.ExpressionAttributeNames, '#since': 'since' },
      ExpressionAttributeValues: {
        ...update.ExpressionAttributeValues,
        ':since': { S: new Date(at).toISOString() },
      },
    }),
  );
}

/** Takes a hit out of its incident and forgets it. Throws DynamoDB's errors. */
export async function clearHit(cloud: Cloud, key: ItemKey): Promise<void> {
  await cloud.hub(DynamoDBClient).send(new DeleteItemCommand(keyOfItem(cloud, key)));
}

/** Forgets every hit whose sort key begins so. Throws KnownFailure `unreadable`, and DynamoDB's errors. */
export async function clearHits(cloud: Cloud, { pk, sk }: ItemKey): Promise<void> {
  for await (const item of itemsOf(cloud, { pk, begins: sk }))
    await clearHit(cloud, { pk, sk: item.sk?.S ?? '' });
}

/** Takes an item that is more than a hit out of its incident. Throws DynamoDB's errors. */
export async function clearIncident(cloud: Cloud, key: ItemKey): Promise<void> {
  await cloud.hub(DynamoDBClient).send(
    new UpdateItemCommand({
      ...keyOfItem(cloud, key),
      UpdateExpression: 'REMOVE incident, what, said, #since',
      ExpressionAttributeNames: { '#since': 'since' },
    }),
  );
}

/** An item's key, for a request. */
export function keyOfItem({ settings }: Cloud, { pk, sk }: ItemKey) {
  return { TableName: settings.ledgerTable, Key: { pk: { S: pk }, sk: { S: sk } } };
}
