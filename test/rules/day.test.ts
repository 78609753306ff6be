import { expect, test } from '@jest/globals';
import { dayOf, daysAfter } from '../../rules/day.ts';

test('a day begins at midnight in UTC', () => {
  const midnight = Date.parse('2026-11-24T00:00:00Z');

  expect([dayOf(midnight - 1), dayOf(midnight)]).toEqual(['2026-11-23', '2026-11-24']);
});

test.each([
  ['2026-11-24', 14, '2026-12-08'],
  ['2026-11-24', -14, '2026-11-10'],
  ['2028-02-28', 1, '2028-02-29'],
  ['2026-12-31', 1, '2027-01-01'],
])('from %s %d days on is %s', (day, days, other) => {
  expect(daysAfter(day, days)).toBe(other);
});
