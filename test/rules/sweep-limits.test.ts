import { describe, expect, test } from '@jest/globals';
import {
  CHANGES_THAT_COUNT,
  CORRECTIONS_THAT_COUNT,
  isFailing,
  type SweepTotals,
  weigh,
} from '../../rules/sweep-limits.ts';

const limits = { changed: 25, deleted: 50, failed: 10 };

function totals(given: Partial<SweepTotals> = {}): SweepTotals {
  return { listed: 1_204, changes: 0, fresh: 0, deletes: 0, ...given };
}

describe('weigh', () => {
  test('says in figures why a plan is not plausible', () => {
    expect(weigh(totals({ changes: 412 }), limits)).toEqual({
      verdict: 'implausible',
      why: 'would change 412 of 1,204 buckets (34 %), more than the 25 % that limits.changed allows',
    });
    expect(weigh(totals({ deletes: 1_051 }), limits)).toEqual({
      verdict: 'implausible',
      why: 'would delete 1,051 configurations, more than the 50 that limits.deleted allows',
    });
    expect(weigh(totals({ changes: 412, deletes: 51 }), limits)).toMatchObject({
      why: expect.stringMatching(/^would change 412 of .+; would delete 51 configurations, .+$/),
    });
  });

  test.each<[string, Partial<SweepTotals>]>([
    ['as much as is allowed', { changes: 301, deletes: 50 }],
    ['of buckets that nobody has judged before, however many', { fresh: 1_204 }],
    ['of a few buckets, whatever their share', { listed: 99, changes: CHANGES_THAT_COUNT - 1 }],
    ['nothing at all', { listed: 0 }],
  ])('lets pass a change %s', (_, given) => {
    expect(weigh(totals(given), limits)).toEqual({ verdict: 'plausible' });
  });

  test.each<[string, Partial<SweepTotals>, string]>([
    ['from a hundred buckets on', { listed: 100, changes: CHANGES_THAT_COUNT }, '(100 %)'],
    ['of those that were judged before', { judgedBefore: 400, changes: 101 }, '(25.25 %)'],
    ['by a single bucket too many', { listed: 10_000, changes: 2_501 }, '(25.01 %)'],
  ])('counts the share %s', (_, given, share) => {
    expect(weigh(totals(given), limits)).toMatchObject({ why: expect.stringContaining(share) });
  });

  test('a limit of nothing allows nothing', () => {
    const none = { changed: 0, deleted: 0, failed: 0 };

    expect(weigh(totals({ changes: 100 }), none).verdict).toBe('implausible');
    expect(weigh(totals({ deletes: 1 }), none).verdict).toBe('implausible');
    expect(weigh(totals({ changes: 99 }), none).verdict).toBe('plausible');
  });
});

describe('isFailing', () => {
  test.each([
    ['more than a tenth', { corrected: 17, failed: 3 }, true],
    ['a tenth', { corrected: 18, failed: 2 }, false],
    ['all of too few', { corrected: 0, failed: CORRECTIONS_THAT_COUNT - 1 }, false],
    ['all of just enough', { corrected: 0, failed: CORRECTIONS_THAT_COUNT }, true],
    ['none of none', { corrected: 0, failed: 0 }, false],
  ])('%s', (_, corrections, expected) => {
    expect(isFailing(corrections, limits)).toBe(expected);
  });
});
