import { describe, expect, test } from '@jest/globals';
import { createBudgets } from '../../../handlers/bucket-changed/budgets.ts';
import type { Run } from '../../../handlers/run.ts';
import { isSpent } from '../../../rules/budget.ts';

const NOW = Date.parse('2026-11-24T12:00:00Z');
const clock = { now: () => NOW, sleep: async () => undefined };

const denied: Run = {
  bucket: { account: '111111111111', region: 'eu-west-1', name: 'payments-raw' },
  outcome: 'deferred',
  cause: 'denied',
  observedAt: NOW,
  rules: [],
  surplus: [],
  changes: [],
  next: { do: 'nothing' },
};

async function spendAll(budgets: ReturnType<typeof createBudgets>, account: string): Promise<void> {
  for (let run = 0; run < 20; run += 1) await budgets.spend(account, async () => denied);
}

describe('the budgets of accounts', () => {
  test('are spent by runs that fall short, each account’s for itself', async () => {
    const budgets = createBudgets(clock);

    await spendAll(budgets, 'a');

    expect(isSpent(budgets.of('a'), false, NOW)).toBe(true);
    expect(isSpent(budgets.of('b'), false, NOW)).toBe(false);
  });

  test('give the run back', async () => {
    expect(await createBudgets(clock).spend('a', async () => denied)).toBe(denied);
  });

  test('do not count a run as under way that threw', async () => {
    const budgets = createBudgets(clock);

    const thrown = budgets.spend('a', () => Promise.reject(new Error('the ledger is away')));

    await expect(thrown).rejects.toThrow('the ledger is away');
    expect(budgets.of('a').running).toBe(0);
  });

  test('forget the account that had no message for longest', async () => {
    const budgets = createBudgets(clock, 2);
    await spendAll(budgets, 'a');
    await spendAll(budgets, 'b');
    await spendAll(budgets, 'a');

    await spendAll(budgets, 'c');

    expect(isSpent(budgets.of('a'), false, NOW)).toBe(true);
    expect(isSpent(budgets.of('b'), false, NOW)).toBe(false);
  });
});
