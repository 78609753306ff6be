import { describe, expect, test } from '@jest/globals';
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
