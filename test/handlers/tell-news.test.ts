import { describe, expect, test } from '@jest/globals';
import { tellNews } from '../../handlers/tell-news.ts';
import { recall, record } from '../../infra/aws/ledger.ts';
import { claimNews } from '../../infra/aws/ledger-news.ts';
import type { Outcome } from '../../rules/outcome.ts';
import { aBucket } from '../flow/actors.ts';
import { type House, openHouse } from '../flow/house.ts';
import { news } from '../flow/traces.ts';

/** Writes an outcome into the ledger, a second after the last one, and gives the entry. */
async function observe({ operator, clock }: House, outcome: Outcome) {
  await clock.advance(1_000);
  const known = await recall(operator, aBucket);
  const observedAt = clock.now();
  const entry = await record(operator, known, { outcome, observedAt, rules: [], surplus: [] });
  return entry ?? known;
}

describe('the news of a bucket', () => {
  test('is told once, even if two see it at the same moment', async () => {
    const house = await openHouse();
    const entry = await observe(house, 'corrected');

    await Promise.all([tellNews(house.operator, entry), tellNews(house.operator, entry)]);

    expect(news(house)).toEqual(['payments-orders compliant']);
  });

  test('is what changed meanwhile, too', async () => {
    const house = await openHouse();
    const first = await observe(house, 'drifted');
    const second = await observe(house, 'corrected');

    await Promise.all([tellNews(house.operator, first), tellNews(house.operator, second)]);

    expect(news(house).at(-1)).toBe('payments-orders compliant');
  });

  test('is told by somebody else when the first to claim it died', async () => {
    const house = await openHouse();
    const entry = await observe(house, 'corrected');
    await claimNews(house.operator, aBucket);

    await tellNews(house.operator, entry);
    const before = news(house);
    await house.clock.advance(121_000);
    await tellNews(house.operator, entry);

    expect([before, news(house)]).toEqual([[], ['payments-orders compliant']]);
  });

  test('is none of a bucket that came and went unseen', async () => {
    const house = await openHouse();

    await tellNews(house.operator, await observe(house, 'gone'));

    expect(news(house)).toEqual([]);
  });

  test('is that a bucket is gone that was known', async () => {
    const house = await openHouse();
    await tellNews(house.operator, await observe(house, 'corrected'));

    await tellNews(house.operator, await observe(house, 'gone'));

    expect(news(house)).toEqual(['payments-orders compliant', 'payments-orders gone']);
  });
});
