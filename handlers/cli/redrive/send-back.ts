import { isRefusal } from '../../../infra/aws/failure.ts';
import { claimedUntil, claimLetter, releaseLetter } from '../../../infra/aws/letter-claim.ts';
import type { KeptLetter } from '../../../infra/aws/letters.ts';
import { inBatches, type Parcel, sendBatch } from '../../../infra/aws/send-batch.ts';
import type { Cloud } from '../../../infra/cloud.ts';
import type { BucketRef } from '../../../rules/bucket.ts';
import { checkMessage } from '../../check-message.ts';
import { complaint } from '../complaint.ts';
import type { Ending, Failed } from './ending.ts';
import type { Troubles } from './find-troubles.ts';

/** So many arrive each second, up to the longest delay that SQS knows. */
const A_SECOND = 50;
const DELAY_AT_MOST = 900;

interface Errand extends Parcel {
  /** Absent on a check. */
  readonly letter?: KeptLetter;
  readonly about: Partial<BucketRef>;
}

/** An errand that is ours to run. */
interface Claimed {
  readonly errand: Errand;
  /** Milliseconds since the epoch. */
  readonly arrival: number;
}

/**
 * Sends letters to the work queue again, and asks it for a check of each bucket. Whatever cannot be sent is an ending too and
 * holds nothing else up. Letters stay in the ledger until it is known what came of them.
 */
export async function* sendBack(
  cloud: Cloud,
  { letters, buckets }: Troubles,
): AsyncGenerator<Ending> {
  const errands = [
    ...letters.map((letter, at) => letterErrand(letter, at)),
    ...buckets.map((bucket, at) => checkErrand(cloud, bucket, letters.length + at)),
  ];
  for (const batch of inBatches(errands)) yield* await sendSome(cloud, batch);
}

/** As it came: what it has been through is over, and it has its full patience again. */
function letterErrand(letter: KeptLetter, at: number): Errand {
  const { id, body, about } = letter;
  return { letter, about, body, account: about.account, letterId: id, delay: delayOf(at) };
}

/** A check as EventBridge would bring it; it goes to the queue itself, because events cannot be spread over time. */
function checkErrand(cloud: Cloud, bucket: BucketRef, at: number): Errand {
  const { account } = bucket;
  return { about: bucket, body: checkMessage(cloud, bucket), account, delay: delayOf(at) };
}

function delayOf(at: number): number {
  return Math.min(Math.floor(at / A_SECOND), DELAY_AT_MOST);
}

async function sendSome(cloud: Cloud, batch: readonly Errand[]): Promise<Ending[]> {
  const claims = await Promise.all(batch.map((errand) => claim(cloud, errand)));
  const ours = claims.filter((one) => 'errand' in one);
  const lost = claims.filter((one) => 'how' in one);
  return [...lost, ...(await send(cloud, ours))];
}

async function claim(cloud: Cloud, errand: Errand): Promise<Claimed | Ending> {
  const { letter, delay } = errand;
  const arrival = cloud.clock.now() + delay * 1_000;
  if (!letter) return { errand, arrival };
  try {
    const isOurs = await claimLetter(cloud, letter, arrival);
    return isOurs ? { errand, arrival } : { how: 'skipped' };
  } catch (error) {
    return failed(errand, complaint(error));
  }
}

async function send(cloud: Cloud, ours: readonly Claimed[]): Promise<Ending[]> {
  if (ours.length === 0) return [];
  const batch = ours.map(({ errand }) => errand);
  try {
    const refusals = await sendBatch(cloud, batch);
    return await Promise.all(ours.map((claimed, at) => conclude(cloud, claimed, refusals[at])));
  } catch (error) {
    const why = complaint(error);
    if (!isRefusal(error)) return ours.map((claimed) => unsure(claimed, why));
    return Promise.all(ours.map((claimed) => conclude(cloud, claimed, why)));
  }
}

async function conclude(
  cloud: Cloud,
  { errand, arrival }: Claimed,
  refusal: string | undefined,
): Promise<Ending> {
  const { letter } = errand;
  if (refusal === undefined) return { how: letter ? 'sent' : 'checked' };
  // A claim that cannot be given back is void by itself after a while.
  if (letter) await releaseLetter(cloud, letter, arrival).catch(() => undefined);
  return failed(errand, refusal);
}

/** Its claim holds, for its message may well be in the queue; a second check does no harm. */
function unsure({ errand, arrival }: Claimed, why: string): Failed {
  if (!errand.letter) return failed(errand, why);
  const until = new Date(claimedUntil(arrival)).toISOString();
  return failed(
    errand,
    `${why}; it may have been sent all the same: if it is still there after ${until}, it can be tried again`,
  );
}

function failed({ letterId, about }: Errand, why: string): Failed {
  return { how: 'failed', letter: letterId, about, why };
}
