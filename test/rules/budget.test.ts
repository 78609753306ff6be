import { describe, expect, test } from '@jest/globals';
import { type Budget, begun, ended, freshBudget, isSpent, putOff } from '../../rules/budget.ts';

const NOW = Date.parse('2026-11-24T12:00:00Z');
const SECOND = 1_000;
const BURST = 20;

/** A budget after so many runs that fell short, all of them just now. */
function afterFailures(count: number): Budget {
  let budget = freshBudget(NOW);
  for (let run = 0; run < count; run += 1) budget = ended(begun(budget), 'denied', NOW);
  return budget;
}

describe('the budget of an account', () => {
  test('lets everything pass while nothing fails, however much runs', () => {
    let budget = freshBudget(NOW);
    for (let run = 0; run < 500; run += 1) budget = begun(budget);

    expect(isSpent(budget, false, NOW)).toBe(false);
    expect(isSpent(budget, true, NOW)).toBe(false);
  });

  test('is not touched by runs that get through', () => {
    const budget = ended(begun(freshBudget(NOW)), undefined, NOW);

    expect(budget).toEqual(freshBudget(NOW));
  });

  test('is spent after so many runs that fell short', () => {
    expect(isSpent(afterFailures(BURST - 1), false, NOW)).toBe(false);
    expect(isSpent(afterFailures(BURST), false, NOW)).toBe(true);
  });

  test('has its last tokens for messages that have not failed', () => {
    const budget = afterFailures(BURST / 2);

    expect(isSpent(budget, true, NOW)).toBe(true);
    expect(isSpent(budget, false, NOW)).toBe(false);
  });

  test('counts a run under way as one that may fail, once there is trouble', () => {
    const budget = begun(afterFailures(BURST - 1));

    expect(isSpent(budget, false, NOW)).toBe(true);
  });

  test('fills up again in a few seconds, and no further', () => {
    const budget = afterFailures(10 * BURST);

    expect(isSpent(budget, false, NOW + 0.1 * SECOND)).toBe(true);
    expect(isSpent(budget, false, NOW + 0.2 * SECOND)).toBe(false);
    expect(ended(begun(budget), undefined, NOW + 4 * SECOND).tokens).toBe(BURST);
    expect(ended(begun(budget), undefined, NOW + 400 * SECOND).tokens).toBe(BURST);
  });

  test.each(['halted', 'unreadable', 'malformed-message'] as const)(
    'does not pay for what hits everybody: %s',
    (cause) => {
      expect(ended(begun(freshBudget(NOW)), cause, NOW).tokens).toBe(BURST);
    },
  );
});

describe('messages that are put off', () => {
  const evenly = { now: NOW, random: () => 0.5 };

  /** The delays of so many, one after the other. */
  function delaysOf(count: number, dice = evenly): readonly number[] {
    let budget = afterFailures(BURST);
    return Array.from({ length: count }, () => {
      const off = putOff(budget, dice);
      budget = off.budget;
      return off.delay;
    });
  }

  test('come back one after the other, four a second', () => {
    expect(delaysOf(9)).toEqual([5, 6, 6, 6, 6, 7, 7, 7, 7]);
  });

  test('come back at most a quarter of an hour later, however many there are', () => {
    expect(delaysOf(10_000).at(-1)).toBe(600);
    expect(delaysOf(10_000, { now: NOW, random: () => 0.999 }).at(-1)).toBe(900);
  });

  test('are spread by chance', () => {
    expect(delaysOf(1, { now: NOW, random: () => 0 })).toEqual([3]);
    expect(delaysOf(1, { now: NOW, random: () => 0.999 })).toEqual([8]);
  });

  test('find the turns of those before them free again once their time is over', () => {
    const { budget } = putOff(afterFailures(BURST), evenly);

    expect(putOff(budget, { ...evenly, now: NOW + 60 * SECOND }).delay).toBe(5);
  });
});
