import type { Fault } from './gap.ts';
import { permits, type Question } from './policy.ts';
import { hubFault } from './repair.ts';
import { unclearFault } from './unclear-fault.ts';

const NO_POLICY = '{"Statement":[]}';

/** What the policy of something in the hub has to let others do. */
export interface Demand {
  /** In a sentence: `the work queue`. */
  readonly whose: string;
  readonly questions: readonly Question[];
  /** What is said of a policy that refuses one of them. */
  readonly lacking: string;
  /** What is asked of whoever reads it himself. */
  readonly needed: string;
}

/** What is wrong with a policy of the hub. */
export function hubPolicyFaults(
  policy: string | undefined,
  { whose, questions, lacking, needed }: Demand,
): Fault[] {
  const found = permits(policy ?? NO_POLICY, questions);
  if (found.includes('refused')) return [hubFault(`the policy of ${whose} ${lacking}`)];
  return found.includes('unclear') ? [unclearFault(`the policy of ${whose}`, needed)] : [];
}
