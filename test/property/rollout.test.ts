import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Rollout } from '../../rules/mandate.ts';
import { applyRollout } from '../../rules/rollout.ts';
import { aBucket, aRule } from '../rules/builders.ts';

const accounts = fc.stringMatching(/^\d{12}$/);
const shares = fc.integer({ min: 1, max: 100 });

function reached(rollout: Rollout, account: string, id = 'daily'): boolean {
  const applied = applyRollout(aRule({ id, rollout }), aBucket({ account, unit: 'Workloads' }));
  return applied === undefined || applied.reached === 'met';
}

describe('a rollout', () => {
  test('to a larger share holds the smaller one', () => {
    fc.assert(
      fc.property(accounts, shares, shares, (account, one, other) => {
        const [less, more] = [Math.min(one, other), Math.max(one, other)];
        const isIn = reached({ share: less }, account);

        expect(isIn && !reached({ share: more }, account)).toBe(false);
      }),
    );
  });

  test('reaches as many accounts as it says, even where their ids stand side by side', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_990_000 }), shares, (from, share) => {
        const ids = Array.from({ length: 4_000 }, (_, at) => String(from + at).padStart(12, '0'));
        const found = ids.filter((account) => reached({ share }, account)).length / 40;

        expect(Math.abs(found - share)).toBeLessThan(4);
      }),
      { numRuns: 30 },
    );
  });

  test('of two rules does not begin with the same accounts', () => {
    const ids = Array.from({ length: 1_000 }, (_, at) => String(at).padStart(12, '0'));
    const first = ids.filter((account) => reached({ share: 10 }, account, 'daily'));
    const both = first.filter((account) => reached({ share: 10 }, account, 'weekly'));

    expect(both.length).toBeLessThan(first.length / 2);
  });

  test('to a share and to units reaches whom either admits', () => {
    fc.assert(
      fc.property(accounts, shares, (account, share) => {
        const alone = reached({ share }, account);

        expect(reached({ share, units: ['Workloads'] }, account)).toBe(true);
        expect(reached({ share, units: ['Sandbox/**'] }, account)).toBe(alone);
      }),
    );
  });
});
