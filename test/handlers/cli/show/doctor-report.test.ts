import { expect, test } from '@jest/globals';
import { doctorReport } from '../../../../handlers/cli/show/doctor-report.ts';
import type { Gap } from '../../../../rules/doctor/gap.ts';
import { aScreen } from '../a-world.ts';

function report(...gaps: Gap[]): string[] {
  const verdicts = [{ check: 'trail', gaps } as const];
  return doctorReport(aScreen(), { at: 'now', verdicts, gaps, accounts: [], regions: [] });
}

function aGap(more: Partial<Gap> = {}): Gap {
  return { check: 'trail', found: 'no trail', fix: 'make one', ...more };
}

test('a gap in very many places names a few of them', () => {
  const gaps = Array.from({ length: 212 }, (_, at) =>
    aGap({ account: String(100_000_000_000 + at) }),
  );

  expect(report(...gaps)).toContain(
    '  no trail in 212 places: 100000000000, 100000000001, 100000000002 and 209 more',
  );
});

test('what AWS says cannot reach the terminal as it is', () => {
  const found = 'Oops: \u001B[31mred\nand more';

  expect(report(aGap({ found }))).toContain('  Oops:  [31mred and more');
});
