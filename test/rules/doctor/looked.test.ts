import { describe, expect, test } from '@jest/globals';
import { verdictOf } from '../../../rules/doctor/gap.ts';
import { gapsOf } from '../../../rules/doctor/gaps-of.ts';
import { judgeSeen, notSeen } from '../../../rules/doctor/looked.ts';

const subject = { check: 'trail', what: 'the trails', account: '111111111111' } as const;

describe('a look', () => {
  test('that was refused is a gap of its own under the check it was for', () => {
    const refused = { cause: 'unexpected', message: 'Oops: no' };

    const verdict = judgeSeen(subject, { refused }, () => []);

    expect(verdict).toEqual({
      check: 'trail',
      gaps: [
        {
          check: 'could-not-look',
          account: '111111111111',
          found: 'the trails could not be looked at: Oops: no',
          fix: 'run stocktake doctor again; if it stays so, look there yourself',
        },
      ],
    });
  });

  test.each([
    ['throttled', 'in a while'],
    ['denied', 'stocktake-member-roles'],
    ['denied-by-policy', 'control policy'],
  ])('that was %s has a fix of its own', (cause, fix) => {
    const { gaps } = notSeen(subject, { cause, message: 'no' });

    expect(gaps[0]?.fix).toContain(fix);
  });
});

test('gaps come in the order of the checks, then by place', () => {
  const fault = { found: 'a', fix: 'b' };
  const at = (check: 'trail' | 'hub-bus', account?: string) =>
    verdictOf({ check, what: 'it', ...(account && { account }) }, [fault]);

  const gaps = gapsOf([at('trail', '2'), at('trail', '1'), at('trail', '1'), at('hub-bus')]);

  expect(gaps.map(({ check, account }) => [check, account])).toEqual([
    ['hub-bus', undefined],
    ['trail', '1'],
    ['trail', '1'],
    ['trail', '2'],
  ]);
});
