import type {
  RetryErrorInfo,
  RetryStrategyV2,
  RetryToken,
  StandardRetryToken,
} from '@smithy/types';
import type { Clock, Random } from '../clock.ts';

const MAX_ATTEMPTS = 3;
const TRANSIENT_BASE_MS = 50;
const THROTTLING_BASE_MS = 1_000;
const LONGEST_MS = 20_000;
/** A server's hint is followed as far as this beyond our own back-off. */
const HINT_SLACK_MS = 5_000;

/**
 * The SDK's standard retry (three attempts, full jitter, `Retry-After` honoured), but on our clock and our dice, so
 * that a test needs no waiting and a seeded run repeats itself. Longer outages are the queue's business.
 * Figures: SDK v3 retry behaviour of 2026.
 */
export function briefRetry(clock: Clock, random: Random): RetryStrategyV2 {
  return {
    acquireInitialRetryToken: async () => token(0),
    recordSuccess: () => undefined,
    async refreshRetryTokenForRetry(spent: StandardRetryToken, problem: RetryErrorInfo) {
      const attempts = spent.getRetryCount() + 1;
      if (attempts >= MAX_ATTEMPTS || !isWorthRetrying(problem))
        throw new Error('no further attempt');
      await clock.sleep(pause(problem, attempts - 1, random));
      return token(attempts);
    },
  } as RetryStrategyV2;
}

/** A client's configuration for calls that are sent a single time: what becomes of an answer that got lost, others decide. */
export function withoutRetry<C extends { readonly retryStrategy?: unknown }>(configuration: C) {
  const { retryStrategy: _, ...others } = configuration;
  return { ...others, maxAttempts: 1 };
}

function isWorthRetrying({ errorType }: RetryErrorInfo): boolean {
  return errorType === 'THROTTLING' || errorType === 'TRANSIENT';
}

function pause(problem: RetryErrorInfo, retries: number, random: Random): number {
  const base = problem.errorType === 'THROTTLING' ? THROTTLING_BASE_MS : TRANSIENT_BASE_MS;
  const ours = random() * Math.min(base * 2 ** retries, LONGEST_MS);
  const hint = problem.retryAfterHint;
  // The hint is a moment on the machine's clock: the SDK computes it from the answer's header.
  return hint ? Math.max(ours, Math.min(hint.getTime() - Date.now(), ours + HINT_SLACK_MS)) : ours;
}

function token(retries: number): RetryToken & { getRetryCost(): number } {
  return { getRetryCount: () => retries, getRetryDelay: () => 0, getRetryCost: () => 0 };
}
