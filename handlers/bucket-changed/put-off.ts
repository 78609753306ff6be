import { forgetMemberSession, isMemberRoleRefused } from '../../infra/aws/member-session.ts';
import type { Letter, Trail } from '../../infra/aws/queue.ts';
import type { Cloud } from '../../infra/cloud.ts';
import { isSpent, putOff } from '../../rules/budget.ts';
import { nextStep } from '../../rules/next-step.ts';
import type { Sighting } from '../messages.ts';
import type { Budgets } from './budgets.ts';

/** A message about a bucket, and what it says. */
export interface Errand {
  readonly letter: Letter;
  readonly sighting: Sighting;
}

/** When a message comes back that was not worked off, and with what trail. */
export interface Hop {
  /** Seconds. */
  readonly delay: number;
  readonly trail?: Trail | undefined;
  readonly why: 'role-refused' | 'budget-spent';
}

/**
 * What keeps a message from its turn, known without asking anybody: its account's role was refused to another message a
 * moment ago, or too many messages of the account have failed. So an account in trouble costs a send for each of its messages,
 * and the others go first.
 *
 * @returns undefined if it is its turn.
 */
export async function hopOf(
  cloud: Cloud,
  budgets: Budgets,
  errand: Errand,
): Promise<Hop | undefined> {
  return (await waitForRole(cloud, errand)) ?? waitForBudget(cloud, budgets, errand);
}

/** One more refusal for a message that the ledger already has as waiting for the role; the last try asks STS itself. */
async function waitForRole(cloud: Cloud, { letter, sighting }: Errand): Promise<Hop | undefined> {
  const { account } = sighting.bucket;
  if (letter.trail?.cause !== 'role-not-ready') return undefined;
  if (!(await isMemberRoleRefused(cloud, account))) return undefined;
  const trail = { ...letter.trail, attempts: letter.trail.attempts + 1 };
  const step = nextStep({ ...trail, now: cloud.clock.now(), random: cloud.random });
  if (step.retry === 'later') return { delay: step.delay, trail, why: 'role-refused' };
  forgetMemberSession(cloud, account);
  return undefined;
}

/** Not tried, so its trail stays as it is, and its patience is for the next try to judge. */
function waitForBudget(
  { clock, random }: Cloud,
  budgets: Budgets,
  { letter: { trail }, sighting }: Errand,
): Hop | undefined {
  const { account } = sighting.bucket;
  const now = clock.now();
  const before = budgets.of(account);
  if (!isSpent(before, trail !== undefined, now)) return undefined;
  const { delay, budget } = putOff(before, { now, random });
  budgets.set(account, budget);
  return { delay, trail, why: 'budget-spent' };
}
