import { describe, expect, test } from '@jest/globals';
import { covers, isExpired } from '../../rules/exemption.ts';
import { anExemption } from './builders.ts';

describe('isExpired', () => {
  test.each([
    ['2027-03-30', false],
    ['2027-03-31', false],
    ['2027-04-01', true],
  ])('the last day is 2027-03-31, today is %s: %s', (today, answer) => {
    expect(isExpired(anExemption({ expires: '2027-03-31' }), today)).toBe(answer);
  });
});

describe('covers', () => {
  test('without rules it covers all', () => {
    expect(covers(anExemption(), 'daily')).toBe(true);
  });

  test('with rules it covers those', () => {
    const exemption = anExemption({ rules: ['daily'] });

    expect([covers(exemption, 'daily'), covers(exemption, 'weekly')]).toEqual([true, false]);
  });
});
