import { amount, grouped } from './amount.ts';
import type { Limits } from './mandate.ts';

/** What a sweep would do, before it has written anything. */
export interface SweepTotals {
  /** Buckets that S3 lists. */
  readonly listed: number;
  /** Those of them that had been judged before; left out, all of them. */
  readonly judgedBefore?: number | undefined;
  /** Buckets that would be changed, of those that had been judged before. */
  readonly changes: number;
  /** Buckets that would be changed, of those that had not: like those that an event announces, they are no surprise. */
  readonly fresh: number;
  /** Configurations that would be deleted, on whatever bucket. */
  readonly deletes: number;
}

export type SweepVerdict =
  | { readonly verdict: 'plausible' }
  | { readonly verdict: 'implausible'; readonly why: string };

/** A share says something only from so many changed buckets on. */
export const CHANGES_THAT_COUNT = 100;
/** A share says something only from so many corrections on. */
export const CORRECTIONS_THAT_COUNT = 20;

/** Whether a sweep may go on to write: a plan that changes much of the organization is more often a mistake than a wish. */
export function weigh(totals: SweepTotals, limits: Limits): SweepVerdict {
  const why = [...tooManyChanges(totals, limits), ...tooManyDeletes(totals, limits)].join('; ');
  return why ? { verdict: 'implausible', why } : { verdict: 'plausible' };
}

function tooManyChanges(totals: SweepTotals, { changed }: Limits): string[] {
  const { listed, judgedBefore = listed, changes } = totals;
  const share = (changes / judgedBefore) * 100;
  if (changes < CHANGES_THAT_COUNT || share <= changed) return [];
  const of = `${grouped(changes)} of ${amount(judgedBefore, 'bucket')}`;
  return [
    `would change ${of} (${perCent(share, changed)} %), more than the ${changed} % that limits.changed allows`,
  ];
}

/** In whole numbers, unless that would hide that it is more than is allowed. */
function perCent(share: number, allowed: number): string {
  return share.toFixed(Math.round(share) > allowed ? 0 : 2);
}

function tooManyDeletes({ deletes }: SweepTotals, { deleted }: Limits): string[] {
  if (deletes <= deleted) return [];
  return [
    `would delete ${amount(deletes, 'configuration')}, more than the ${grouped(deleted)} that limits.deleted allows`,
  ];
}

/** What became of the corrections of a sweep so far, in buckets. */
export interface Corrections {
  readonly corrected: number;
  readonly failed: number;
}

/** Whether so many corrections of a sweep have failed that it should stop correcting. */
export function isFailing({ corrected, failed }: Corrections, limits: Limits): boolean {
  const tried = corrected + failed;
  return tried >= CORRECTIONS_THAT_COUNT && (failed / tried) * 100 > limits.failed;
}
