import { describe, expect, test } from '@jest/globals';
import { tellNews } from '../../handlers/tell-news.ts';
import { recall, record } from '../../infra/aws/ledger.ts';
import { claimNews } from '../../infra/aws/ledger-news.ts';
import type { Outcome } from '../../rules/outcome.ts';
import { aBucket } from '../flow/actors.ts';
import { type House, openHouse } from '../flow/house.ts';
import { hubEvents, news } from '../flow/traces.ts';

/** Writes an outcome into the ledger, a second after the last one, and gives the entry. */
async function observe({ operator, clock }: House, outcome: Outcome) {
  await clock.advance(1_000);
  const known = await recall(operator, aBucket);
  const observedAt = clock.now();
  const entry = await record(operator, known, { outcome, observedAt, rules: [], surplus: [] });
  return entry ?? known;
}

/** The details of the outcome events on the hub's bus, oldest first. */
function told({ organization }: House) {
  return hubEvents({ organization }).map(({ detail }) => detail);
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

describe('an event', () => {
  test('says what was told before, and since when', async () => {
    const house = await openHouse();
    await tellNews(house.operator, await observe(house, 'failed'));

    await tellNews(house.operator, await observe(house, 'corrected'));

    expect(told(house)).toMatchObject([
      { state: 'failed', since: '2026-11-24T09:00:01.000Z' },
      { state: 'compliant', before: 'failed', beforeSince: '2026-11-24T09:00:01.000Z' },
    ]);
    expect(told(house)[0]).not.toHaveProperty('before');
  });

  test('that is told twice has the same id', async () => {
    const house = await openHouse();
    const entry = await observe(house, 'failed');
    house.organization.faults.next(1, { operation: 'PutEvents' }, 'lost-answer');

    await Promise.all([tellNews(house.operator, entry), house.clock.advance(60_000)]);

    const id = '111111111111/eu-west-1/payments-orders/failed/2026-11-24T09:00:01.000Z';
    expect(told(house).map((detail) => detail.id)).toEqual([id, id]);
  });
});
