import {
  type AttributeValue,
  DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { Cloud } from '../cloud.ts';
import { ifConditionHolds, whenUnchanged } from './conditional.ts';
import { keyOfItem } from './hits.ts';
import { unreadableLedger } from './ledger-item.ts';

/**
 * | phase     | what happens                                                  | next                  |
 * |-----------|---------------------------------------------------------------|-----------------------|
 * | `survey`  | every bucket is looked at, nothing is written to any          | `held` or `correct`   |
 * | `held`    | the plan is not plausible: somebody must release it           | `correct`             |
 * | `correct` | what was found is corrected                                   | `closed`              |
 * | `closed`  | over                                                          |                       |
 */
export type SweepPhase = 'survey' | 'held' | 'correct' | 'closed';

/** A sweep, as the ledger has it: `SWEEPS` / `00000012`. Times are milliseconds since the epoch. */
export interface Sweep {
  readonly number: number;
  readonly phase: SweepPhase;
  readonly openedAt: number;
  /** When the one before it was opened that swept the whole organization to its end; absent before there was one. */
  readonly previous?: number | undefined;
  /** The accounts that were asked for, sorted; empty for the whole organization. */
  readonly scope: readonly string[];
  /** Digest of the mandate by which it looks. */
  readonly mandate: string;
  readonly closedAt?: number | undefined;
  /** Why it is held. */
  readonly why?: string | undefined;
  /** How many accounts are to be looked at. */
  readonly accounts?: number | undefined;
  /** Corrections so far, and those that failed. */
  readonly corrected: number;
  readonly failed: number;
  /** Of one that is closed: how many buckets S3 listed. */
  readonly listed?: number | undefined;
}

const PARTITION = 'SWEEPS';

/** A sweep's key in the ledger. */
export function keyOfSweep(number: number) {
  return { pk: PARTITION, sk: String(number).padStart(8, '0') };
}

/**
 * The latest sweeps, the youngest first.
 *
 * @throws KnownFailure `unreadable`.
 */
export async function latestSweeps(cloud: Cloud, most = 50): Promise<Sweep[]> {
  const request = new QueryCommand({
    TableName: cloud.settings.ledgerTable,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': { S: PARTITION } },
    ScanIndexForward: false,
    Limit: most,
    ConsistentRead: true,
  });
  const answer = await cloud.hub(DynamoDBClient).send(request).catch(unreadableLedger);
  return (answer.Items ?? []).map(sweepIn);
}

/**
 * A sweep by its number; undefined if there is none.
 *
 * @throws KnownFailure `unreadable`.
 */
export async function findSweep(cloud: Cloud, number: number): Promise<Sweep | undefined> {
  const key = keyOfItem(cloud, keyOfSweep(number));
  const request = new GetItemCommand({ ...key, ConsistentRead: true });
  const answer = await cloud.hub(DynamoDBClient).send(request).catch(unreadableLedger);
  return answer.Item && sweepIn(answer.Item);
}

type NewSweep = Pick<Sweep, 'number' | 'openedAt' | 'previous' | 'scope' | 'mandate'>;

/**
 * Writes a new sweep down.
 *
 * @returns undefined when somebody else has taken its number meanwhile.
 * @throws DynamoDB's errors.
 */
export async function openSweep(cloud: Cloud, sweep: NewSweep): Promise<Sweep | undefined> {
  const { number, openedAt, previous, scope, mandate } = sweep;
  const request = new UpdateItemCommand({
    ...keyOfItem(cloud, keyOfSweep(number)),
    UpdateExpression: `SET #phase = :survey, openedAt = :at, #scope = :scope, mandate = :mandate${previous === undefined ? '' : ', previous = :previous'}`,
    ConditionExpression: 'attribute_not_exists(pk)',
    ExpressionAttributeNames: { '#phase': 'phase', '#scope': 'scope' },
    ExpressionAttributeValues: {
      ':survey': { S: 'survey' },
      ':at': { N: String(openedAt) },
      ':scope': { L: scope.map((S) => ({ S })) },
      ':mandate': { S: mandate },
      ...(previous !== undefined && { ':previous': { N: String(previous) } }),
    },
  });
  const isOurs = await ifConditionHolds(cloud.hub(DynamoDBClient).send(request));
  return isOurs ? { ...sweep, phase: 'survey', corrected: 0, failed: 0 } : undefined;
}

/**
 * Takes a sweep from one phase to another.
 *
 * @param facts attributes that go with it.
 * @returns whether it was in that phase.
 * @throws DynamoDB's errors.
 */
export function turnSweep(
  cloud: Cloud,
  {
    number,
    from,
    to,
  }: { readonly number: number; readonly from: SweepPhase; readonly to: SweepPhase },
  facts: Readonly<Record<string, AttributeValue>> = {},
): Promise<boolean> {
  const names = Object.keys(facts);
  const more = names.map((name) => `, #${name} = :${name}`).join('');
  return whenUnchanged(cloud, {
    ...keyOfItem(cloud, keyOfSweep(number)),
    UpdateExpression: `SET #phase = :to${more}`,
    ConditionExpression: '#phase = :from',
    ExpressionAttributeNames: {
      '#phase': 'phase',
      ...Object.fromEntries(names.map((name) => [`#${name}`, name])),
    },
    ExpressionAttributeValues: {
      ':from': { S: from },
      ':to': { S: to },
      ...Object.fromEntries(Object.entries(facts).map(([name, value]) => [`:${name}`, value])),
    },
  });
}

/** Notes how many accounts a sweep is to look at. Throws DynamoDB's errors. */
export async function noteAccounts(cloud: Cloud, number: number, accounts: number): Promise<void> {
  await cloud.hub(DynamoDBClient).send(
    new UpdateItemCommand({
      ...keyOfItem(cloud, keyOfSweep(number)),
      UpdateExpression: 'SET accounts = :accounts',
      ExpressionAttributeValues: { ':accounts': { N: String(accounts) } },
    }),
  );
}

/** How corrections went. */
export interface Tries {
  readonly corrected: number;
  readonly failed: number;
}

/**
 * Adds to the corrections of a sweep. A step that died after that and is repeated adds them once more: they say whether to
 * go on, and no more.
 *
 * @returns the sweep as it stands then.
 * @throws DynamoDB's errors.
 */
export async function addTries(cloud: Cloud, number: number, tries: Tries): Promise<Sweep> {
  const request = new UpdateItemCommand({
    ...keyOfItem(cloud, keyOfSweep(number)),
    UpdateExpression: 'ADD corrected :corrected, failed :failed',
    ExpressionAttributeValues: {
      ':corrected': { N: String(tries.corrected) },
      ':failed': { N: String(tries.failed) },
    },
    ReturnValues: 'ALL_NEW',
  });
  const answer = await cloud.hub(DynamoDBClient).send(request);
  return sweepIn(answer.Attributes ?? {});
}

function sweepIn(item: Readonly<Record<string, AttributeValue>>): Sweep {
  const number = (name: string) => (item[name]?.N === undefined ? undefined : Number(item[name].N));
  return {
    number: Number(item.sk?.S ?? 0),
    phase: (item.phase?.S ?? 'closed') as SweepPhase,
    openedAt: number('openedAt') ?? 0,
    previous: number('previous'),
    scope: (item.scope?.L ?? []).flatMap(({ S }) => S ?? []),
    mandate: item.mandate?.S ?? '',
    closedAt: number('closedAt'),
    why: item.why?.S,
    accounts: number('accounts'),
    corrected: number('corrected') ?? 0,
    failed: number('failed') ?? 0,
    listed: number('listed'),
  };
}
