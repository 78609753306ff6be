import type { Clock } from '../../infra/clock.ts';
import { type Budget, begun, ended, freshBudget } from '../../rules/budget.ts';
import type { Run } from '../run.ts';

/** The budgets of accounts, as one process keeps them. */
export interface Budgets {
  of(account: string): Budget;
  set(account: string, budget: Budget): void;
  /** Lets a run of an account happen at the account's expense. */
  spend(account: string, work: Work): Promise<Run | undefined>;
}

/** A run, or nothing that was worth one. */
type Work = () => Promise<Run | undefined>;

/** Remembers at most `bound` accounts; the one that had no message for longest is forgotten first, and begins anew. */
export function createBudgets(clock: Clock, bound = 1_000): Budgets {
  const budgets = new Map<string, Budget>();

  function of(account: string): Budget {
    return budgets.get(account) ?? freshBudget(clock.now());
  }

  /** A Map keeps the order of insertion. */
  function set(account: string, budget: Budget): void {
    budgets.delete(account);
    budgets.set(account, budget);
    const oldest = budgets.keys().next().value;
    if (budgets.size > bound && oldest !== undefined) budgets.delete(oldest);
  }

  async function spend(account: string, work: Work): Promise<Run | undefined> {
    set(account, begun(of(account)));
    let run: Run | undefined;
    try {
      run = await work();
      return run;
    } finally {
      set(account, ended(of(account), run?.cause, clock.now()));
    }
  }

  return { of, set, spend };
}
