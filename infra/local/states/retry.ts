import type { Random } from '../../clock.ts';
import type { Ground } from '../service.ts';
import type { Retrier } from './definition.ts';
import { StatesError } from './states-error.ts';

/** Whom only its own name names. */
const TERMINAL: readonly string[] = ['States.DataLimitExceeded', 'States.Runtime'];

/**
 * Does some work again for as long as the first retrier that its failure meets allows; each counts by itself.
 *
 * Source: https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
 *
 * @throws StatesError the failure that no retrier heals, or the signal's reason.
 */
export async function retried<Result>(
  { clock, random }: Ground,
  { retriers, signal }: { readonly retriers: readonly Retrier[]; readonly signal: AbortSignal },
  work: () => Promise<Result>,
): Promise<Result> {
  const attempts = new Map<Retrier, number>();
  for (;;) {
    try {
      return await work();
    } catch (error) {
      signal.throwIfAborted();
      const retrier = retriers.find((one) => error instanceof StatesError && meets(one, error));
      const spent = (retrier && attempts.get(retrier)) ?? 0;
      if (!retrier || spent >= retrier.MaxAttempts) throw error;
      attempts.set(retrier, spent + 1);
      await clock.sleep(delayOf(retrier, spent, random), signal);
      signal.throwIfAborted();
    }
  }
}

function meets({ ErrorEquals }: Retrier, { name }: StatesError): boolean {
  if (ErrorEquals.includes(name)) return true;
  if (TERMINAL.includes(name)) return false;
  const isTask = name !== 'States.Timeout' && ErrorEquals.includes('States.TaskFailed');
  return isTask || ErrorEquals.includes('States.ALL');
}

/** Milliseconds. With full jitter, any time up to what would be waited without. */
function delayOf(retrier: Retrier, spent: number, random: Random): number {
  const { IntervalSeconds, BackoffRate, MaxDelaySeconds = Number.POSITIVE_INFINITY } = retrier;
  const seconds = Math.min(IntervalSeconds * BackoffRate ** spent, MaxDelaySeconds);
  return (retrier.JitterStrategy === 'FULL' ? random() : 1) * seconds * 1_000;
}
