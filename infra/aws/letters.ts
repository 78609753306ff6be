import { gunzipSync, gzipSync } from 'node:zlib';
import { type AttributeValue, DeleteItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { BucketRef } from '../../rules/bucket.ts';
import { type Cause, isCause } from '../../rules/cause.ts';
import type { Cloud } from '../cloud.ts';
import { whenUnchanged } from './conditional.ts';
import { type Item, itemsOf } from './items.ts';

/** A message that has come to its end, kept until somebody sends it back or throws it away. */
export interface KeptLetter {
  readonly id: string;
  readonly body: string;
  readonly cause: Cause;
  readonly attempts: number;
  /** Milliseconds since the epoch. */
  readonly firstSeen: number;
  /** Milliseconds since the epoch. */
  readonly lastSeen: number;
  readonly reason: string;
  /** What could be read of it. */
  readonly about: Partial<BucketRef>;
  /** Name of the spot of the incident that it is part of by itself; absent where its bucket is. */
  readonly incident?: string | undefined;
  /** Milliseconds since the epoch: when it was sent back, or is to arrive, while nobody knows yet what came of that. */
  readonly sentAt?: number | undefined;
}

/** All letters lie side by side: they are read together, and there are never many. */
const PARTITION = 'LETTERS';

/** Where the ledger has a letter. */
export function addressOf({ settings }: Cloud, id: string) {
  return { TableName: settings.ledgerTable, Key: { pk: { S: PARTITION }, sk: { S: id } } };
}

/**
 * Keeps a letter, over an earlier one of the same id: the same message may come to its end again. Its trouble began when it
 * began the first time. A dead letter may be delivered twice, the second time when somebody has sent it back already: what is
 * older than what is kept, or the same and sent back since, changes nothing.
 *
 * @throws DynamoDB's errors; a body that does not fit into an item even compressed (400 KB) is one of them.
 */
export async function keepLetter(cloud: Cloud, letter: KeptLetter): Promise<void> {
  const attributes = attributesOf(letter);
  const names = Object.keys(attributes);
  await whenUnchanged(cloud, {
    ...addressOf(cloud, letter.id),
    UpdateExpression: `SET ${names.map(assignment).join(', ')} REMOVE sentAt, claimant${letter.incident === undefined ? ', incident' : ''}`,
    ConditionExpression:
      'attribute_not_exists(#lastSeen) OR #lastSeen < :lastSeen OR (#lastSeen = :lastSeen AND attribute_not_exists(sentAt))',
    ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
    ExpressionAttributeValues: Object.fromEntries(
      Object.entries(attributes).map(([name, value]) => [`:${name}`, value]),
    ),
  });
}

function assignment(name: string): string {
  return name === 'firstSeen'
    ? '#firstSeen = if_not_exists(#firstSeen, :firstSeen)'
    : `#${name} = :${name}`;
}

function attributesOf(letter: KeptLetter): Record<string, AttributeValue> {
  const { about, incident } = letter;
  return {
    body: { B: gzipSync(letter.body) },
    cause: { S: letter.cause },
    attempts: { N: String(letter.attempts) },
    firstSeen: { N: String(letter.firstSeen) },
    lastSeen: { N: String(letter.lastSeen) },
    reason: { S: letter.reason || '-' },
    ...(about.account && { account: { S: about.account } }),
    ...(about.region && { region: { S: about.region } }),
    ...(about.name && { bucket: { S: about.name } }),
    ...(incident && { incident: { S: incident } }),
  };
}

/**
 * Every letter that is kept, page by page, in no order.
 *
 * @throws KnownFailure `unreadable`.
 */
export async function* keptLetters(cloud: Cloud): AsyncGenerator<KeptLetter> {
  for await (const item of itemsOf(cloud, { pk: PARTITION, consistent: true }))
    yield letterIn(item);
}

function letterIn(item: Item): KeptLetter {
  const text = (name: string) => item[name]?.S;
  const time = (name: string) => Number(item[name]?.N ?? 0);
  const cause = text('cause') ?? '';
  return {
    id: text('sk') ?? '',
    body: item.body?.B ? gunzipSync(item.body.B).toString() : '',
    cause: isCause(cause) ? cause : 'unexpected',
    attempts: time('attempts'),
    firstSeen: time('firstSeen'),
    lastSeen: time('lastSeen'),
    reason: text('reason') ?? '',
    about: {
      ...(text('account') && { account: text('account') as string }),
      ...(text('region') && { region: text('region') as string }),
      ...(text('bucket') && { name: text('bucket') as string }),
    },
    incident: text('incident'),
    ...(item.sentAt && { sentAt: time('sentAt') }),
  };
}

/** Throws a letter away; one that is not there is no error. Throws DynamoDB's errors. */
export async function dropLetter(cloud: Cloud, id: string): Promise<void> {
  await cloud.hub(DynamoDBClient).send(new DeleteItemCommand(addressOf(cloud, id)));
}
