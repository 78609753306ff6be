import type { BucketPlan } from '../plan.ts';

/** How many configurations a plan would put and remove, and how many it may not touch. Each change counts once. */
export interface PlanCounts {
  readonly put: number;
  readonly delete: number;
  readonly notPermitted: number;
}

/** Counts the changes of all plans. */
export function planCounts(plans: readonly BucketPlan[]): PlanCounts {
  const changes = plans.flatMap(({ plan }) => plan.changes);
  const permitted = changes.filter((change) => change.permitted);
  return {
    put: permitted.filter(({ action }) => action === 'put').length,
    delete: permitted.filter(({ action }) => action === 'delete').length,
    notPermitted: changes.length - permitted.length,
  };
}
