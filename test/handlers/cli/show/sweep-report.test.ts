import { describe, expect, test } from '@jest/globals';
import { sweepReport } from '../../../../handlers/cli/show/sweep-report.ts';
import { sweepPace } from '../../../../handlers/cli/sweep/sweep-pace.ts';

const screen = { write: () => {}, isTerminal: false, colour: false };
const empty = {
  sweep: 3,
  ended: 'closed',
  accounts: 1,
  unlisted: 0,
  listed: 0,
  counts: {},
  wanted: 0,
  missed: 0,
  difference: 0,
  unreadable: 0,
} as const;

describe('what a sweep has come to', () => {
  test('says that buckets that are gone are not among those that S3 listed', () => {
    const lines = sweepReport(
      screen,
      { ...empty, listed: 2, counts: { compliant: 2, gone: 1 } },
      [],
    );

    expect(lines.join('\n')).toBe(`Sweep 3: 2 buckets in 1 account

  ✓ compliant  2
  ○ gone       1  not in the total

Nothing had to be corrected.`);
  });

  test('leaves no hole where there was no bucket', () => {
    expect(sweepReport(screen, empty, [])).toEqual([
      'Sweep 3: 0 buckets in 1 account',
      '',
      'Nothing had to be corrected.',
    ]);
  });
});

describe('how a sweep gets on', () => {
  test.each([
    [1_000, ', less than a minute left'],
    [120_000, ', about 2 minutes left'],
  ])('after %i ms and half of the accounts', (elapsed, left) => {
    let now = 0;
    const pace = sweepPace(() => now);
    pace.opened({ accounts: ['111111111111', '222222222222'] });
    pace.passed();
    now = elapsed;

    expect(pace.line().endsWith(left)).toBe(true);
  });
});
