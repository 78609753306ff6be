import { type Answer, answerOf, any } from './answer.ts';
import type { BucketFacts } from './bucket.ts';
import { listed } from './listed.ts';
import type { Rollout, Rule } from './mandate.ts';
import { stableHash } from './stable-hash.ts';
import { askUnit } from './unit.ts';

/** How far a rule is rolled out, held against one bucket. */
export interface AppliedRollout extends Rollout {
  /** Whether it has come to the bucket's account; `unknown` while the account's unit is. */
  readonly reached: Answer;
}

/**
 * How far the rollout of a rule has come, seen from a bucket: either key admits. Undefined where it makes no difference:
 * the rule is for everybody, or it corrects nothing anyway.
 */
export function applyRollout(
  { id, enforcement, rollout }: Rule,
  facts: BucketFacts,
): AppliedRollout | undefined {
  if (!rollout || enforcement === 'report' || rollout.share === 100) return undefined;
  const { share = 0, units = [] } = rollout;
  const reached = any([
    answerOf(placeOf(id, facts.account) < share),
    ...units.map((glob) => askUnit(glob, facts)),
  ]);
  return { ...rollout, reached };
}

/** `10 % of the accounts and to Sandbox/** so far` */
export function extent({ share, units }: Rollout): string {
  const accounts = share === undefined ? [] : [`${share} % of the accounts`];
  const places = units ? [listed(units)] : [];
  return `${[...accounts, ...places].join(' and to ')} so far`;
}

/**
 * Why a rule is not enforced yet: `rule daily is rolled out to 10 % of the accounts so far`. Undefined where it is; where
 * that cannot be known it waits.
 */
export function heldBack(rule: string, rollout: AppliedRollout | undefined): string | undefined {
  if (!rollout || rollout.reached === 'met') return undefined;
  const unknown = rollout.reached === 'unknown' ? ', and the unit of this one is not known' : '';
  return `rule ${rule} is rolled out to ${extent(rollout)}${unknown}`;
}

/**
 * Where an account stands in the queue for a rule, from 0 up to 100. It never moves, so that a larger share always holds
 * the smaller one; each rule has a queue of its own, or the same accounts would be first every time.
 */
function placeOf(rule: string, account: string): number {
  return (stableHash(`${rule}/${account}`) / 2 ** 32) * 100;
}
