import { describe, expect, test } from '@jest/globals';
import { differenceOf, type ListableEntry, shareOf } from '../../rules/account-listing.ts';

const MINUTE = 60_000;
const listedAt = Date.parse('2026-11-28T02:15:00Z');
const span = { listedAt, endedAt: listedAt + 10 * MINUTE };
const [before, within, after] = [-5, 5, 15].map((minutes) => listedAt + minutes * MINUTE) as [
  number,
  number,
  number,
];
const iso = (at: number) => new Date(at).toISOString();

function gone(entry: Omit<ListableEntry, 'since'>, at: number): ListableEntry {
  return { state: 'gone', since: iso(at), ...entry };
}

describe('whether a bucket was on a listing', () => {
  test.each<[why: string, entry: ListableEntry, share: string]>([
    ['one that was there long before', { state: 'failed', seenAt: before }, 'listed'],
    ['one that the sweep has found', { state: 'compliant', seenAt: within }, 'listed'],
    [
      'one that was created meanwhile',
      { state: 'compliant', seenAt: within, createdAt: within },
      'perhaps',
    ],
    [
      'one that was created since',
      { state: 'compliant', seenAt: after, createdAt: after },
      'unlisted',
    ],
    ['one that was first seen since', { state: 'compliant', seenAt: after }, 'unlisted'],
    ['one of whose birth alone was heard since', { createdAt: after }, 'unlisted'],
    ['one of whose birth alone was heard before', { createdAt: before }, 'listed'],
    [
      'one that took the place of another since',
      { state: 'compliant', seenAt: after, createdAt: after, deletedAt: after },
      'perhaps',
    ],
    ['one that went before', gone({ seenAt: 1 }, before), 'unlisted'],
    ['one that went meanwhile', gone({ seenAt: before }, within), 'perhaps'],
    ['one that went since', gone({ seenAt: before }, after), 'listed'],
    [
      'one that went before and was noticed since',
      gone({ seenAt: 1, deletedAt: before }, after),
      'unlisted',
    ],
    ['one that came and went since', gone({ seenAt: after }, after + MINUTE), 'unlisted'],
    ['one that nobody ever looked at', { deletedAt: after }, 'unlisted'],
    ['one that was gone when somebody first looked', gone({}, after), 'unlisted'],
    [
      'one that went before, and whose name was taken again',
      gone({ seenAt: before, deletedAt: before - MINUTE }, after),
      'listed',
    ],
    ['one of a kind that has no inventory', { state: 'unsupported', seenAt: before }, 'perhaps'],
  ])('%s', (_, entry, share) => {
    expect(shareOf(entry, span)).toBe(share);
  });
});

test.each([
  [10, { listed: 10, perhaps: 0 }, 0],
  [10, { listed: 8, perhaps: 2 }, 0],
  [10, { listed: 8, perhaps: 1 }, 1],
  [10, { listed: 8, perhaps: 5 }, 0],
  [10, { listed: 12, perhaps: 5 }, -2],
])('of %d listed and %j accounted for the difference is %d', (buckets, accounted, difference) => {
  expect(differenceOf(buckets, accounted)).toBe(difference);
});
