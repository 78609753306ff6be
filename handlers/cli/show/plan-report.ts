import { amount } from '../../../rules/amount.ts';
import type { BucketPlan } from '../../plan.ts';
import type { PlanCounts } from '../plan-counts.ts';
import { type OrganizationPlan, type Unreadable, undecidedRules } from '../plan-organization.ts';
import type { Screen } from '../world.ts';
import { changeLines } from './change-lines.ts';
import { paint } from './paint.ts';
import { printable } from './printable.ts';

/** The plan of an organization for people: a diff per bucket, and what it comes to. */
export function planReport(
  screen: Screen,
  planned: OrganizationPlan,
  counts: PlanCounts,
): string[] {
  return [
    ...planned.plans.flatMap((plan) => [...bucketLines(screen, plan), '']),
    summary(screen, planned, counts),
    'Nothing was written.',
  ];
}

/** A bucket or account that could not be read, for stderr. */
export function unreadableLine({ account, region, bucket, cause, message }: Unreadable): string {
  const place = [account, region, bucket].filter(Boolean).join(' ');
  return `${place}: ${printable(message)} (${cause})`;
}

function bucketLines(screen: Screen, plan: BucketPlan): string[] {
  const { account, region, name } = plan.bucket;
  const dim = (text: string) => paint(screen, 'dim', text);
  return [
    `${paint(screen, 'bold', name)}  ${account} ${region}`,
    ...plan.plan.changes.flatMap((change) => changeLines(screen, change)),
    ...leftover(plan).map(
      (id) =>
        `  = ${printable(id)}  ${dim('surplus: no rule demands it; prune: true would remove it')}`,
    ),
    ...undecidedRules(plan).map(
      (rule) => `  ? ${rule}  ${dim('undecided: a fact it asks for is not known; see explain')}`,
    ),
  ];
}

/** Surplus that is in the diff already, under prune: true, is not said twice. */
function leftover({ plan }: BucketPlan): string[] {
  return plan.surplus.filter((id) => !plan.changes.some((change) => change.id === id));
}

function summary(screen: Screen, planned: OrganizationPlan, counts: PlanCounts): string {
  const { put, delete: remove, notPermitted } = counts;
  const surplus = planned.plans.flatMap(leftover).length;
  const seen = `${amount(planned.buckets, 'bucket')} of ${amount(planned.accounts, 'account')}`;
  const parts = [
    `${put} to put`,
    `${remove} to delete`,
    `${notPermitted} not permitted`,
    ...(surplus > 0 ? [`${surplus} surplus`] : []),
  ];
  return `${paint(screen, 'bold', seen)}: ${parts.join(', ')}.`;
}
