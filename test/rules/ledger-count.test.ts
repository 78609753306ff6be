import { describe, expect, test } from '@jest/globals';
import type { AccountListing } from '../../rules/account-listing.ts';
import { type CountedEntry, countLedger, standings } from '../../rules/ledger-count.ts';

function anEntry(entry: Partial<CountedEntry> = {}): CountedEntry {
  return { account: '111111111111', state: 'compliant', surplus: [], ...entry };
}

function countOf(...entries: readonly CountedEntry[]) {
  const ledger = countLedger();
  for (const entry of entries) ledger.see(entry);
  return ledger.count();
}

describe('countLedger', () => {
  test('the counts of states and of accounts add up to the total, which leaves out who is gone', () => {
    const { total, buckets, accounts } = countOf(
      anEntry(),
      anEntry({ state: 'failed' }),
      anEntry({ state: 'gone' }),
      anEntry({ account: '444444444444', state: undefined, createdAt: 1 }),
    );

    const { gone, ...present } = buckets;
    const sum = Object.values(present).reduce((all, amount) => all + amount, 0);
    expect({ total, sum, gone }).toEqual({ total: 3, sum: 3, gone: 1 });
    expect([...accounts].map(([account, count]) => [account, count.total])).toEqual([
      ['111111111111', 2],
      ['444444444444', 1],
    ]);
  });

  test('accounts are sorted', () => {
    const accounts = ['3', '1', '2'].map((account) => anEntry({ account }));

    expect([...countOf(...accounts).accounts.keys()]).toEqual(['1', '2', '3']);
  });

  test('a bucket of which only the birth was heard is unknown', () => {
    const { buckets } = countOf(anEntry({ state: undefined, createdAt: 1 }));

    expect(buckets).toMatchObject({ unknown: 1, gone: 0 });
  });

  test('one that was deleted before anybody looked is gone', () => {
    const { buckets } = countOf(anEntry({ state: undefined, deletedAt: 1 }));

    expect(buckets).toMatchObject({ unknown: 0, gone: 1 });
  });

  test('surplus counts where the bucket is still there', () => {
    const surplus = ['stocktake-of-old'];

    const count = countOf(anEntry({ surplus }), anEntry({ surplus, state: 'gone' }), anEntry());

    expect(count.surplus).toBe(1);
  });

  test('an empty ledger counts nothing in every standing', () => {
    const { total, buckets } = countOf();

    expect(total).toBe(0);
    expect(Object.keys(buckets)).toEqual(standings);
  });
});

describe('held against what S3 lists', () => {
  const at = Date.parse('2026-11-28T02:15:00Z');

  function aListing(listing: Partial<AccountListing> = {}): AccountListing {
    return {
      account: '111111111111',
      listedAt: at,
      endedAt: at + 60_000,
      buckets: 3,
      ...listing,
    };
  }

  function heldAgainst(listing: AccountListing, ...entries: readonly CountedEntry[]) {
    const ledger = countLedger([listing]);
    for (const entry of entries) ledger.see(entry);
    const { total, buckets, accounts } = ledger.count();
    const { listed } = accounts.get(listing.account) ?? {};
    return { total, unknown: buckets.unknown, difference: listed?.difference };
  }

  const seen = anEntry({ seenAt: at - 1 });
  const meanwhile = anEntry({ seenAt: at + 30_000, createdAt: at + 30_000 });
  const later = anEntry({ seenAt: at + 90_000 });

  test.each<[why: string, entries: readonly CountedEntry[], total: number, difference: number]>([
    ['has all of them', [seen, seen, seen], 3, 0],
    ['lacks some, which count as unknown', [seen], 3, 2],
    ['has some too many, which stay what they are', [seen, seen, seen, seen], 4, -1],
    ['may have one that came meanwhile', [seen, seen, meanwhile], 3, 0],
    ['has one that came later, which accounts for none', [seen, seen, later], 4, 1],
  ])('a ledger that %s', (...[, entries, total, difference]) => {
    const unknown = Math.max(0, difference);
    expect(heldAgainst(aListing(), ...entries)).toEqual({ total, unknown, difference });
  });

  test('an account of which the ledger has nothing counts in full', () => {
    const { total, accounts } = countLedger([aListing()]).count();

    expect(total).toBe(3);
    expect(accounts.get('111111111111')?.listed).toEqual({ at, buckets: 3, difference: 3 });
  });

  test('one that could never be listed has its buckets, and no difference', () => {
    const listing = aListing({ listedAt: undefined, endedAt: undefined, buckets: 0 });

    expect(heldAgainst(listing, seen)).toEqual({ total: 1, unknown: 0, difference: undefined });
  });

  test('one without a bucket has no row', () => {
    expect(countLedger([aListing({ buckets: 0 })]).count().accounts.size).toBe(0);
  });
});

test('buckets that wait for a sweep are counted while they are there', () => {
  const awaits = 12;

  const count = countOf(anEntry({ awaits }), anEntry({ awaits, state: 'gone' }), anEntry());

  expect(count.awaits).toBe(1);
});
