import { describe, expect, test } from '@jest/globals';
import type { Hit } from '../../rules/incident-event.ts';
import {
  isHitWanted,
  isLetterWanted,
  isSpotWanted,
  type RedriveFilter,
} from '../../rules/redrive.ts';

const one = '111111111111';
const other = '444444444444';

const everything: RedriveFilter = { accounts: [] };

describe('a dead letter', () => {
  const letter = { cause: 'throttled', firstSeen: 1_000, about: { account: one } } as const;

  test.each<[string, RedriveFilter]>([
    ['nothing is asked for', everything],
    ['its cause is asked for', { ...everything, cause: 'throttled' }],
    ['its account is', { accounts: [other, one] }],
    ['it is old enough', { ...everything, before: 1_000 }],
  ])('is meant when %s', (_, filter) => {
    expect(isLetterWanted(filter, letter)).toBe(true);
  });

  test.each<[string, RedriveFilter]>([
    ['another cause is asked for', { ...everything, cause: 'timeout' }],
    ['another account is', { accounts: [other] }],
    ['it is too young', { ...everything, before: 999 }],
    ['only one of all agrees', { cause: 'throttled', accounts: [other], before: 1_000 }],
  ])('is not meant when %s', (_, filter) => {
    expect(isLetterWanted(filter, letter)).toBe(false);
  });

  test('without an account is nobody’s in particular', () => {
    const nameless = { ...letter, about: {} };

    expect(isLetterWanted({ accounts: [one] }, nameless)).toBe(false);
    expect(isLetterWanted(everything, nameless)).toBe(true);
  });
});

describe('an incident', () => {
  test('of another cause is not looked into', () => {
    expect(isSpotWanted({ ...everything, cause: 'denied' }, { cause: 'rejected' })).toBe(false);
  });

  test('of another account neither', () => {
    expect(isSpotWanted({ accounts: [one] }, { cause: 'denied', account: other })).toBe(false);
  });

  test('of no account may hit buckets of any', () => {
    expect(isSpotWanted({ accounts: [one] }, { cause: 'rejected', rule: 'daily' })).toBe(true);
  });
});

describe('a bucket', () => {
  const failed: Hit = { name: 'raw', account: one, state: 'failed', since: 1_000 };
  const waits: Hit = { ...failed, state: 'deferred' };
  const letter: Hit = { name: 'letter-1', account: one };

  test('that failed is checked, whether its cause is named or not', () => {
    expect(isHitWanted(everything, failed)).toBe(true);
    expect(isHitWanted({ ...everything, cause: 'denied' }, failed)).toBe(true);
  });

  test('that waits is checked only if its cause is named: it comes back by itself', () => {
    expect(isHitWanted(everything, waits)).toBe(false);
    expect(isHitWanted({ ...everything, cause: 'denied' }, waits)).toBe(true);
  });

  test('of another account is not meant', () => {
    expect(isHitWanted({ accounts: [other] }, failed)).toBe(false);
  });

  test('is as old as its state', () => {
    expect(isHitWanted({ ...everything, before: 1_000 }, failed)).toBe(true);
    expect(isHitWanted({ ...everything, before: 999 }, failed)).toBe(false);
  });

  test('is none that has no state: that is a letter', () => {
    expect(isHitWanted({ ...everything, cause: 'denied' }, letter)).toBe(false);
    expect(isHitWanted({ ...everything, before: 2_000 }, letter)).toBe(false);
  });
});
