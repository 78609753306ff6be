import { describe, expect, test } from '@jest/globals';
import { dueAt, overdueReports, type Reporting, troubledReports } from '../../rules/delivery.ts';
import { aDemand, anInventory } from './builders.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const configured = Date.parse('2026-11-24T12:00:00Z'); // a Tuesday

/** Hours and days count from when the configuration stands. */
describe('a report is due', () => {
  test.each([
    ['Daily', 'no report', undefined, 2 * DAY],
    ['Weekly', 'no report', undefined, 2 * DAY],
    ['Daily', 'one the next day', DAY, 3 * DAY],
    ['Weekly', 'one the next Sunday', 5 * DAY, 14 * DAY],
    ['Daily', 'one before it was put anew', -10 * DAY, 2 * DAY],
    ['Weekly', 'one on the Sunday before it was put anew', -2 * DAY, 7 * DAY],
    ['Weekly', 'one long before it was put anew', -40 * DAY, 2 * DAY],
    ['Monthly', 'one in a rhythm that S3 may have one day', DAY, 10 * DAY],
  ])('%s, after %s', (...[frequency, _what, last, due]) => {
    const lastAt = last === undefined ? undefined : configured + last;

    expect(dueAt({ frequency, configuredAt: configured, lastAt }) - configured).toBe(due);
  });
});

describe('a report is overdue', () => {
  const daily = aDemand();
  const weekly = aDemand({
    rule: 'weekly',
    inventory: anInventory({ Id: 'stocktake-weekly', Schedule: { Frequency: 'Weekly' } }),
  });
  const disabled = aDemand({ rule: 'paused', inventory: anInventory({ IsEnabled: false }) });
  const since = new Date(configured).toISOString();
  const put = { since, correctedAt: configured };

  test.each([
    ['none at the last moment', put, {}, 2 * DAY, []],
    ['all that are enabled, a moment later', put, {}, 2 * DAY + 1, ['daily', 'weekly']],
    [
      'none that came',
      put,
      { daily: { at: configured + DAY }, weekly: { at: configured + DAY } },
      3 * DAY,
      [],
    ],
    [
      'the daily one before the weekly one',
      put,
      { daily: { at: configured + DAY }, weekly: { at: configured + DAY } },
      3 * DAY + 1,
      ['daily'],
    ],
    ['none before a later correction', { since, correctedAt: configured + DAY }, {}, 3 * DAY, []],
    [
      'all after an earlier one',
      { since, correctedAt: configured - DAY },
      {},
      3 * DAY,
      ['daily', 'weekly'],
    ],
    ['a daily one of what was there before', { since }, {}, 3 * DAY, ['daily']],
    ['a weekly one of it after its Sunday', { since }, {}, 9 * DAY + 1, ['daily', 'weekly']],
    ['none where nobody knows since when', {}, {}, 99 * DAY, []],
    [
      'all where only the correction is known',
      { correctedAt: configured },
      {},
      3 * DAY,
      ['daily', 'weekly'],
    ],
  ])('%s', (...[_what, bucket, reports, later, expected]) => {
    const overdue = overdueReports(
      { ...bucket, reports } as Reporting,
      [daily, weekly, disabled],
      configured + later,
    );

    expect(overdue.map(({ rule }) => rule)).toEqual(expected);
  });
});

test('reports in trouble are those that are wrong or overdue', () => {
  const reports = {
    well: { at: 1 },
    wrong: { at: 1, fault: 'it lacks Size' },
    late: { isOverdue: true },
  } as const;

  expect(troubledReports(reports)).toEqual(['wrong', 'late']);
});
