import { expect, test } from '@jest/globals';
import { ageText } from '../../rules/age.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

test.each([
  [-MINUTE, 'less than a minute'],
  [MINUTE - 1, 'less than a minute'],
  [MINUTE, '1 minute'],
  [2 * HOUR - 1, '119 minutes'],
  [2 * HOUR, '2 hours'],
  [2 * DAY - 1, '47 hours'],
  [2 * DAY, '2 days'],
  [400 * DAY, '400 days'],
])('%d ms are %s', (ms, text) => {
  expect(ageText(ms)).toBe(text);
});
