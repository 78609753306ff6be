import { type AttributeValue, DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { BucketRef } from '../../rules/bucket.ts';
import { isCause } from '../../rules/cause.ts';
import {
  type AppliedChange,
  type HistoryKind,
  historyKinds,
  type Moment,
} from '../../rules/history.ts';
import type { State } from '../../rules/outcome.ts';
import type { Cloud } from '../cloud.ts';
import { keyOfItem } from './hits.ts';
import { type Item, itemsOf } from './items.ts';
import { asUpdate } from './ledger-update.ts';

/** Longer than auditors look back, which is a year; the table's TTL counts in seconds. */
const KEPT_SECONDS = 400 * 86_400;

/** A moment, and of which bucket. */
export interface BucketMoment extends Moment {
  readonly bucket: BucketRef;
}

/**
 * Remembers a moment of a bucket, beside the bucket: `ACCOUNT#111111111111` /
 * `HISTORY#payments-raw#eu-west-1#2026-11-24T09:00:05.000Z#corrected`. The same moment again is the same item.
 *
 * @throws DynamoDB's errors.
 */
export async function keepMoment(cloud: Cloud, bucket: BucketRef, moment: Moment): Promise<void> {
  const request = { ...keyOfItem(cloud, keyOfMoment(bucket, moment)), ...updateWith(moment) };
  await cloud.hub(DynamoDBClient).send(new UpdateItemCommand(request));
}

function keyOfMoment({ account, region, name }: BucketRef, { at, kind }: Moment) {
  const time = new Date(at).toISOString();
  return { pk: `ACCOUNT#${account}`, sk: `HISTORY#${name}#${region}#${time}#${kind}` };
}

/** Neither `bucket` nor `incident` is among the attributes: the indices are for what is now. */
function updateWith({ at, kind, applied, createdAt, ...texts }: Moment) {
  return asUpdate({
    ...Object.fromEntries(Object.entries(texts).map(([name, S]) => [name, S ? { S } : undefined])),
    createdAt: createdAt === undefined ? undefined : { N: String(createdAt) },
    applied: { L: applied.map(appliedItem) },
    expiresAt: { N: String(Math.floor(at / 1_000) + KEPT_SECONDS) },
  });
}

function appliedItem({ action, id, why }: AppliedChange): AttributeValue {
  return { M: { action: { S: action }, id: { S: id }, why: { S: why } } };
}

/**
 * What is remembered of the buckets of a name in an account, the oldest first of each region.
 *
 * @throws KnownFailure `unreadable`.
 */
export async function momentsOf(
  cloud: Cloud,
  account: string,
  name: string,
): Promise<BucketMoment[]> {
  const section = { pk: `ACCOUNT#${account}`, begins: `HISTORY#${name}#` };
  return (await Array.fromAsync(itemsOf(cloud, section))).flatMap(momentIn);
}

function momentIn(item: Item): BucketMoment[] {
  const [, name = '', region = '', time = '', kind = ''] = (item.sk?.S ?? '').split('#');
  if (!isKind(kind)) return [];
  const account = (item.pk?.S ?? '').slice('ACCOUNT#'.length);
  const cause = item.cause?.S ?? '';
  return [
    {
      bucket: { account, region, name },
      kind,
      at: Date.parse(time),
      state: item.state?.S as State | undefined,
      before: item.before?.S as State | undefined,
      cause: isCause(cause) ? cause : undefined,
      reason: item.reason?.S,
      applied: (item.applied?.L ?? []).flatMap(({ M }) => (M ? appliedIn(M) : [])),
      mandate: item.mandate?.S,
      actor: item.actor?.S,
      createdAt: item.createdAt?.N === undefined ? undefined : Number(item.createdAt.N),
      creator: item.creator?.S,
    },
  ];
}

function isKind(text: string): text is HistoryKind {
  return (historyKinds as readonly string[]).includes(text);
}

function appliedIn({ action, id, why }: Item): AppliedChange[] {
  const done = action?.S;
  if (done !== 'put' && done !== 'delete') return [];
  return [{ action: done, id: id?.S ?? '', why: why?.S ?? '' }];
}
