import type { BucketEntry } from '../../infra/aws/ledger-item.ts';
import { printable } from './show/printable.ts';

/** How the latest run for a bucket ended, as the ledger remembers it. */
export type LastOutcome = Pick<BucketEntry, 'cause' | 'since' | 'checkedAt' | 'reason'> & {
  readonly outcome: NonNullable<BucketEntry['outcome']>;
};

/** Undefined while no run has ended. */
export function lastOutcome(known: BucketEntry): LastOutcome | undefined {
  const { outcome, cause, since, checkedAt, reason } = known;
  return outcome && { outcome, cause, since, checkedAt, reason };
}

/** `Last outcome: deferred (denied) since 2026-10-09T08:00:00.000Z: AccessDenied: …` */
export function lastOutcomeLine({ outcome, cause, since, reason }: LastOutcome): string {
  const why = cause ? ` (${cause})` : '';
  const from = since ? ` since ${since}` : '';
  return printable(`Last outcome: ${outcome}${why}${from}${reason ? `: ${reason}` : ''}`);
}
