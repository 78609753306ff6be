import { clearIncident, markHit } from '../../infra/aws/hits.ts';
import {
  keyOfSweep,
  latestSweeps,
  type Sweep,
  type SweepPhase,
  turnSweep,
} from '../../infra/aws/sweeps.ts';
import type { Cloud } from '../../infra/cloud.ts';

/** A sweep that is to be held, and why. */
interface Doubtful {
  readonly number: number;
  readonly from: SweepPhase;
  /** One sentence, with figures. */
  readonly why: string;
}

/**
 * Holds a sweep until somebody releases it: from now on it writes to no bucket, and people are told.
 *
 * @throws DynamoDB's errors: the step is repeated.
 */
export async function hold(cloud: Cloud, { number, from, why }: Doubtful): Promise<void> {
  await markHit(cloud, {
    key: keyOfSweep(number),
    spot: { cause: 'sweep-held' },
    what: `sweep ${number}`,
    said: `sweep ${number} ${why}; release it with: npm run stocktake -- sweep --force ${number}`,
    at: cloud.clock.now(),
  });
  await turnSweep(cloud, { number, from, to: 'held' }, { why: { S: why } });
}

/**
 * Lets older sweeps that are still held go if a newer one has looked at all of their buckets since.
 *
 * @throws DynamoDB's errors.
 */
export async function letGoOfOlder(
  cloud: Cloud,
  { number, scope }: Pick<Sweep, 'number' | 'scope'>,
): Promise<void> {
  for (const older of await latestSweeps(cloud)) {
    if (older.number >= number || older.phase !== 'held') continue;
    if (!isWithin(older.scope, scope)) continue;
    await turnSweep(cloud, { number: older.number, from: 'held', to: 'closed' });
    await clearIncident(cloud, keyOfSweep(older.number));
  }
}

/** No accounts are all of them. */
function isWithin(inner: Sweep['scope'], outer: Sweep['scope']): boolean {
  if (outer.length === 0) return true;
  return inner.length > 0 && inner.every((account) => outer.includes(account));
}
