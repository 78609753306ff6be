import { hearAgain } from '../infra/aws/blind-spots.ts';
import { type Failure, failureOf } from '../infra/aws/failure.ts';
import { isNoted, noteMilestone, recall } from '../infra/aws/ledger.ts';
import type { BucketEntry } from '../infra/aws/ledger-item.ts';
import { accountFacts } from '../infra/aws/organization.ts';
import type { Cloud } from '../infra/cloud.ts';
import type { Sighting } from './messages.ts';
import type { History } from './run.ts';

/** What is known of a bucket before anybody looks at it. */
export type Met =
  /** With a failure: it was ours while its account was. */
  | { readonly known: BucketEntry; readonly failure?: Failure }
  /** Not one of ours, or nobody can tell. */
  | { readonly known?: never; readonly failure: Failure };

/** Checks that the account is one of ours, and brings what the ledger knows of the bucket up to date with the event. */
export async function meet(
  cloud: Cloud,
  sighting: Sighting,
  past: Pick<History, 'trail'>,
): Promise<Met> {
  try {
    await accountFacts(cloud, sighting.bucket.account, new Set());
    const known = await learn(cloud, sighting, past);
    await hear(cloud, sighting, { ...past, known });
    return { known };
  } catch (error) {
    return meetStranger(cloud, sighting, failureOf(error));
  }
}

/** Before the ledger was asked nobody can tell whether a sweep has seen what is born. */
async function hear(
  cloud: Cloud,
  { bucket, event, at }: Sighting,
  { trail, known }: Pick<History, 'trail'> & { readonly known: BucketEntry },
): Promise<void> {
  if (event === 'check') return;
  const isBelated =
    event === 'created' && !trail && known.state !== undefined && known.state !== 'gone';
  await hearAgain(cloud, bucket, { at, isBelated });
}

/** An account that has left takes its buckets along: whoever was hit by an incident is not hit any more. */
async function meetStranger(cloud: Cloud, { bucket }: Sighting, failure: Failure): Promise<Met> {
  if (failure.cause !== 'malformed-message') return { failure };
  try {
    const known = await recall(cloud, bucket);
    return known.state === undefined || known.state === 'gone' ? { failure } : { known, failure };
  } catch (error) {
    return { failure: failureOf(error) };
  }
}

/** A message that comes back has most likely brought its news before: of a thousand that fail nobody writes it again. */
async function learn(
  cloud: Cloud,
  { bucket, event, at, creator }: Sighting,
  { trail }: Pick<History, 'trail'>,
): Promise<BucketEntry> {
  if (event !== 'created' && event !== 'deleted') return recall(cloud, bucket);
  const milestone = { kind: event, at, creator };
  const known = trail && (await recall(cloud, bucket));
  return known && isNoted(known, milestone) ? known : noteMilestone(cloud, bucket, milestone);
}
