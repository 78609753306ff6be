import {
  type AttributeValue,
  DynamoDBClient,
  GetItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { spotNamed } from '../../rules/incident.ts';
import type { IncidentCause } from '../../rules/incident-kinds.ts';
import type { Cloud } from '../cloud.ts';
import { type ItemKey, keyOfItem } from './hits.ts';
import { type Item, itemsOf } from './items.ts';
import { unreadableLedger } from './ledger-item.ts';

/** What S3 listed of an account when it was last swept: `ACCOUNTS` / `111111111111`. */
export interface Listing {
  readonly account: string;
  /** Milliseconds since the epoch: when the listing began; absent on one that never succeeded. */
  readonly listedAt?: number | undefined;
  /** Milliseconds since the epoch: when its last bucket had been looked at. */
  readonly endedAt?: number | undefined;
  /** Buckets by region. */
  readonly listed: Readonly<Record<string, number>>;
  /** Regions in which the ledger did not account for what S3 listed. */
  readonly differing: readonly string[];
  /** Regions whose directory buckets could not be listed. */
  readonly unlisted: readonly string[];
  /** Whether the latest try failed: then it is part of the incident of its cause. */
  readonly isFailing: boolean;
  /** That cause. */
  readonly trouble?: IncidentCause | undefined;
}

/** All accounts lie side by side, so that one query finds them; there are never very many. */
const PARTITION = 'ACCOUNTS';

/** The account's key in the ledger. */
export function keyOfListing(account: string): ItemKey {
  return { pk: PARTITION, sk: account };
}

/**
 * What is known of an account's listing; undefined for one that was never swept.
 *
 * @throws KnownFailure `unreadable`.
 */
export async function findListing(cloud: Cloud, account: string): Promise<Listing | undefined> {
  const request = new GetItemCommand(keyOfItem(cloud, keyOfListing(account)));
  const answer = await cloud.hub(DynamoDBClient).send(request).catch(unreadableLedger);
  return answer.Item && listingIn(answer.Item);
}

/**
 * Every account that was ever swept, page by page.
 *
 * @throws KnownFailure `unreadable`.
 */
export async function* listings(cloud: Cloud): AsyncGenerator<Listing> {
  for await (const item of itemsOf(cloud, { pk: PARTITION })) yield listingIn(item);
}

/**
 * Writes down what S3 listed of an account; whatever kept it from being listed before is over.
 *
 * @throws DynamoDB's errors.
 */
export async function noteListing(
  cloud: Cloud,
  {
    account,
    listedAt,
    endedAt,
    listed,
    differing,
    unlisted,
  }: Omit<Listing, 'isFailing' | 'trouble'>,
): Promise<void> {
  await cloud.hub(DynamoDBClient).send(
    new UpdateItemCommand({
      ...keyOfItem(cloud, keyOfListing(account)),
      UpdateExpression:
        'SET listedAt = :at, endedAt = :end, listed = :listed, differing = :differing, unlisted = :unlisted REMOVE incident, what, said, #since',
      ExpressionAttributeNames: { '#since': 'since' },
      ExpressionAttributeValues: {
        ':at': { N: String(listedAt) },
        ':end': { N: String(endedAt) },
        ':listed': countsAttribute(listed),
        ':differing': textsAttribute(differing),
        ':unlisted': textsAttribute(unlisted),
      },
    }),
  );
}

function textsAttribute(texts: readonly string[]): AttributeValue {
  return { L: texts.map((S) => ({ S })) };
}

function textsIn(attribute: AttributeValue | undefined): string[] {
  return (attribute?.L ?? []).flatMap(({ S }) => S ?? []);
}

function countsAttribute(counts: Listing['listed']): AttributeValue {
  const entries = Object.entries(counts).map(([region, n]) => [region, { N: String(n) }] as const);
  return { M: Object.fromEntries(entries) };
}

function listingIn(item: Item): Listing {
  const listed = Object.entries(item.listed?.M ?? {}).map(
    ([region, { N }]) => [region, Number(N)] as const,
  );
  const time = (name: string) => (item[name]?.N === undefined ? undefined : Number(item[name].N));
  return {
    account: item.sk?.S ?? '',
    listedAt: time('listedAt'),
    endedAt: time('endedAt'),
    listed: Object.fromEntries(listed),
    differing: textsIn(item.differing),
    unlisted: textsIn(item.unlisted),
    isFailing: item.incident !== undefined,
    trouble: spotNamed(item.incident?.S ?? '')?.cause,
  };
}
