import { describe, expect, test } from '@jest/globals';
import type { AccountListing } from '../../rules/account-listing.ts';
import { type CountedEntry, countLedger } from '../../rules/ledger-count.ts';
import { listedSentences, sumListed } from '../../rules/listed-sum.ts';

const [first, second, third] = ['111111111111', '222222222222', '333333333333'] as const;
const listedAt = Date.parse('2026-11-28T02:15:00Z');

function aListing(listing: Partial<AccountListing> = {}): AccountListing {
  return { account: first, listedAt, endedAt: listedAt + 60_000, buckets: 2, ...listing };
}

function anEntry(entry: Partial<CountedEntry> = {}): CountedEntry {
  return { account: first, state: 'compliant', surplus: [], seenAt: listedAt - 1, ...entry };
}

interface Known {
  readonly listings?: readonly AccountListing[];
  readonly entries?: readonly CountedEntry[];
  readonly governed?: readonly string[];
}

function summed({ listings = [], entries = [], governed = [] }: Known) {
  const ledger = countLedger(listings);
  for (const entry of entries) ledger.see(entry);
  return sumListed(listings, ledger.count(), governed);
}

const sound: Known = { listings: [aListing()], entries: [anEntry(), anEntry()] };

describe('sumListed', () => {
  test('adds up accounts and buckets as of the oldest listing', () => {
    const earlier = aListing({ account: second, listedAt: listedAt - 60_000, buckets: 0 });
    const listings = [aListing(), earlier];

    expect(summed({ ...sound, listings })).toEqual({
      at: listedAt - 60_000,
      accounts: 2,
      buckets: 2,
      difference: 0,
      differing: [],
      failing: [],
      never: [],
    });
  });

  test('differences of accounts do not make up for each other', () => {
    const listings = [aListing(), aListing({ account: second, buckets: 1 })];
    const entries = [anEntry(), anEntry({ account: second }), anEntry({ account: second })];

    expect(summed({ listings, entries })).toMatchObject({
      difference: 2,
      differing: [
        { account: first, difference: 1 },
        { account: second, difference: -1 },
      ],
    });
  });

  test('never swept are, sorted, those governed or with buckets that somebody governs', () => {
    const departed = anEntry({ account: '444444444444', state: 'unmatched' });
    const entries = [anEntry(), anEntry(), anEntry({ account: second }), departed];

    const { never } = summed({ ...sound, entries, governed: [third, second, first] });

    expect(never).toEqual([second, third]);
  });

  test('an account that could not be listed is failing, not listed, and not never swept', () => {
    const denied = { listedAt: undefined, endedAt: undefined, buckets: 0, trouble: 'denied' };
    const listings = [aListing({ account: second, ...denied })];

    expect(summed({ listings, governed: [second] })).toMatchObject({
      at: undefined,
      accounts: 0,
      failing: [{ account: second, cause: 'denied' }],
      never: [],
    });
  });
});

describe('listedSentences', () => {
  const lists = (what: string) => `S3 lists ${what} (2026-11-28 02:15)`;

  test.each<[why: string, known: Known, sentences: readonly string[]]>([
    ['nothing listed', { governed: [first] }, ['no sweep has listed the buckets of S3 yet']],
    [
      'all accounted for',
      sound,
      [`${lists('2 buckets in 1 account')}: the ledger accounts for all of them`],
    ],
    [
      'some lacking, some too many',
      {
        listings: [aListing({ buckets: 1_204 }), aListing({ account: second, buckets: 1 })],
        entries: [anEntry(), anEntry({ account: second }), anEntry({ account: second })],
      },
      [
        `${lists('1,205 buckets in 2 accounts')}: the ledger differs by 1,204 buckets, ` +
          '111111111111 lacks 1,203 buckets, 222222222222 has 1 bucket too many',
      ],
    ],
    [
      'one failing and one never swept',
      { ...sound, listings: [aListing({ trouble: 'denied' })], governed: [third] },
      [
        `${lists('2 buckets in 1 account')}: the ledger accounts for all of them`,
        'could not be listed: 111111111111 (denied)',
        'never swept: 333333333333',
      ],
    ],
  ])('%s', (_, known, sentences) => {
    expect(listedSentences(summed(known))).toEqual(sentences);
  });
});
