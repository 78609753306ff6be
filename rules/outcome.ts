import type { Judgement } from './judge.ts';
import type { Plan } from './plan.ts';

/** How one run for one bucket ended. */
export type Outcome =
  | 'compliant'
  | 'corrected'
  | 'drifted'
  | 'exempt'
  | 'unmatched'
  | 'undecided'
  | 'unsupported'
  | 'gone'
  | 'deferred'
  | 'failed';

/** What a bucket is from then on: `corrected` is an event, being `compliant` lasts. */
export type State = Exclude<Outcome, 'corrected'>;

/** How many runs ended how; what did not occur is left out. */
export type OutcomeCounts = Readonly<Partial<Record<Outcome, number>>>;

/** Both counts together. */
export function sumOfOutcomes(a: OutcomeCounts, b: OutcomeCounts): OutcomeCounts {
  const outcomes = Object.keys({ ...a, ...b }) as Outcome[];
  return Object.fromEntries(outcomes.map((one) => [one, (a[one] ?? 0) + (b[one] ?? 0)]));
}

export function stateOf(outcome: Outcome): State {
  return outcome === 'corrected' ? 'compliant' : outcome;
}

/**
 * The ending of a run that AWS let through, read from the plan made *after* what was permitted had been applied.
 *
 * | left in the plan       | outcome                                                       |
 * |------------------------|---------------------------------------------------------------|
 * | a permitted change     | `deferred`: S3 does not show yet what was put                 |
 * | only changes forbidden | `drifted`: a report-only rule, a human has to act             |
 * | nothing                | by standing; of a governed bucket `corrected` or `compliant`  |
 *
 * @param corrected whether anything was applied in this run.
 */
export function outcomeOf(
  { standing }: Pick<Judgement, 'standing'>,
  { changes }: Pick<Plan, 'changes'>,
  corrected: boolean,
): Outcome {
  if (changes.some((change) => change.permitted)) return 'deferred';
  if (changes.length > 0) return 'drifted';
  if (standing !== 'governed') return standing;
  return corrected ? 'corrected' : 'compliant';
}

/** Whether a text, as it comes out of the ledger, is an outcome. */
export function isOutcome(text: string): text is Outcome {
  return Object.hasOwn(exitCodes, text);
}

/** Whether a text, as it comes out of the ledger, is a state. */
export function isState(text: string): text is State {
  return isOutcome(text) && text !== 'corrected';
}

const exitCodes: Readonly<Record<Outcome, 0 | 1 | 2>> = {
  compliant: 0,
  corrected: 0,
  exempt: 0,
  unmatched: 0,
  unsupported: 0,
  gone: 0,
  drifted: 2,
  deferred: 2,
  undecided: 2,
  failed: 1,
};

/** Exit code of a command about one bucket: 0 as the mandate wants it, 2 not yet, 1 failed. */
export function exitCodeOf(outcome: Outcome): 0 | 1 | 2 {
  return exitCodes[outcome];
}
