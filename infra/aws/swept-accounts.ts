import { DynamoDBClient, GetItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { type AccountTally, emptyTally } from '../../rules/account-tally.ts';
import { type Cause, isCause } from '../../rules/cause.ts';
import type { OutcomeCounts } from '../../rules/outcome.ts';
import type { Cloud } from '../cloud.ts';
import { type Item, itemsOf } from './items.ts';
import { unreadableLedger } from './ledger-item.ts';

/** How far a sweep has got with an account: `SWEEP#12` / `111111111111`. */
export interface SweptAccount {
  readonly account: string;
  /** What was found; absent until all of its buckets have been looked at. */
  readonly survey?: AccountTally | undefined;
  /** Why its buckets could not be listed. */
  readonly trouble?: Cause | undefined;
  /** How its corrections ended; absent until there are no more. */
  readonly correction?: OutcomeCounts | undefined;
  /** How those corrections ended that were made before the sweep was stopped; without those that come after. */
  readonly stopped?: OutcomeCounts | undefined;
}

/** Long enough to look into what a sweep did; what lasts is in the buckets' own items. */
const KEPT_SECONDS = 30 * 86_400;

function addressOf({ settings }: Cloud, sweep: number, account: string) {
  return {
    TableName: settings.ledgerTable,
    Key: { pk: { S: partitionOf(sweep) }, sk: { S: account } },
  };
}

function partitionOf(sweep: number): string {
  return `SWEEP#${sweep}`;
}

/**
 * How far a sweep has got with an account.
 *
 * @throws KnownFailure `unreadable`.
 */
export async function sweptAccount(
  cloud: Cloud,
  sweep: number,
  account: string,
): Promise<SweptAccount> {
  const request = new GetItemCommand({ ...addressOf(cloud, sweep, account), ConsistentRead: true });
  const answer = await cloud.hub(DynamoDBClient).send(request).catch(unreadableLedger);
  return answer.Item ? sweptIn(answer.Item) : { account };
}

/**
 * Every account that a sweep has got anywhere with, page by page.
 *
 * @throws KnownFailure `unreadable`.
 */
export async function* sweptAccounts(cloud: Cloud, sweep: number): AsyncGenerator<SweptAccount> {
  const section = { pk: partitionOf(sweep), consistent: true };
  for await (const item of itemsOf(cloud, section)) yield sweptIn(item);
}

/**
 * Notes that a sweep is through with an account, in one of its phases. Doing so twice leaves the first in place.
 *
 * @throws DynamoDB's errors.
 */
export async function noteSwept(
  cloud: Cloud,
  sweep: number,
  { account, survey, trouble, correction }: SweptAccount,
): Promise<void> {
  const [name, value] = survey ? ['survey', survey] : ['correction', correction];
  const why = trouble ? ', trouble = :trouble' : '';
  const expiresAt = Math.floor(cloud.clock.now() / 1_000) + KEPT_SECONDS;
  await cloud.hub(DynamoDBClient).send(
    new UpdateItemCommand({
      ...addressOf(cloud, sweep, account),
      UpdateExpression: `SET #done = if_not_exists(#done, :done), expiresAt = :expiresAt${why}`,
      ExpressionAttributeNames: { '#done': name },
      ExpressionAttributeValues: {
        ':done': { S: JSON.stringify(value) },
        ':expiresAt': { N: String(expiresAt) },
        ...(trouble && { ':trouble': { S: trouble } }),
      },
    }),
  );
}

/**
 * Notes how far the corrections in an account have come, when the sweep may not go on.
 *
 * @throws DynamoDB's errors.
 */
export async function noteStopped(
  cloud: Cloud,
  sweep: number,
  { account, stopped }: Required<Pick<SweptAccount, 'account' | 'stopped'>>,
): Promise<void> {
  await cloud.hub(DynamoDBClient).send(
    new UpdateItemCommand({
      ...addressOf(cloud, sweep, account),
      UpdateExpression: 'SET stopped = :stopped',
      ExpressionAttributeValues: { ':stopped': { S: JSON.stringify(stopped) } },
    }),
  );
}

function sweptIn(item: Item): SweptAccount {
  const survey = item.survey?.S;
  const correction = item.correction?.S;
  const trouble = item.trouble?.S;
  const stopped = item.stopped?.S;
  return {
    account: item.sk?.S ?? '',
    ...(survey && { survey: { ...emptyTally, ...JSON.parse(survey) } }),
    ...(trouble && isCause(trouble) && { trouble }),
    ...(correction && { correction: JSON.parse(correction) }),
    ...(stopped && { stopped: JSON.parse(stopped) }),
  };
}
