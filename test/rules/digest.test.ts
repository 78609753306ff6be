import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { type DigestFacts, digestDetail } from '../../rules/digest.ts';
import { digestEventJsonSchema, InventoryDigest } from '../../rules/digest-event.ts';
import type { IncidentFacts } from '../../rules/incident-event.ts';
import { countLedger, type Standing, standings } from '../../rules/ledger-count.ts';
import { anExemption } from './builders.ts';

const HOUR = 3_600_000;
const NOW = Date.parse('2026-11-24T06:00:03Z');

/** So many buckets in each of these states. */
function ledgerOf(amounts: Partial<Record<Standing, number>>): DigestFacts['ledger'] {
  const { buckets } = countLedger().count();
  const { gone = 0, ...present } = amounts;
  const total = Object.values(present).reduce((sum, amount) => sum + amount, 0);
  return { total, buckets: { ...buckets, ...present, gone } };
}

function facts(over: Partial<DigestFacts> = {}): DigestFacts {
  return {
    day: '2026-11-24',
    at: NOW,
    ledger: ledgerOf({ compliant: 3 }),
    listed: {
      at: Date.parse('2026-11-24T02:15:00Z'),
      accounts: 2,
      buckets: 3,
      difference: 0,
      differing: [],
      failing: [],
      never: [],
    },
    corrected: 0,
    incidents: 0,
    oldest: [],
    exemptions: [],
    deadLetters: 0,
    ...over,
  };
}

function anIncident(over: Partial<IncidentFacts> = {}): IncidentFacts {
  return {
    spot: { cause: 'denied', account: '444444444444' },
    since: NOW - 3 * HOUR,
    failedAt: NOW,
    hits: 1,
    sample: [{ name: 'payments-orders', region: 'eu-west-1' }],
    ...over,
  };
}

describe('the states', () => {
  test('are told with how many there are, those that nobody is in left out', () => {
    const ledger = ledgerOf({ compliant: 1_190, exempt: 6, failed: 8, gone: 77 });

    expect(digestDetail(facts({ ledger })).states).toBe(
      '1,204 buckets: 1,190 compliant, 6 exempt, 8 failed',
    );
  });

  test('add up to the total, and so do the counts', () => {
    const present = standings.filter((standing) => standing !== 'gone');
    const amounts = fc.record(
      Object.fromEntries(present.map((standing) => [standing, fc.nat(5_000_000)])),
    );
    const property = fc.property(amounts, (given) => {
      const { states, total, unknown } = digestDetail(facts({ ledger: ledgerOf(given) }));
      const [all = 0, ...parts] = (states.match(/[\d,]*\d/g) ?? []).map((text) =>
        Number(text.replaceAll(',', '')),
      );

      expect(all).toBe(total);
      expect(parts.reduce((sum, part) => sum + part, 0)).toBe(total);
      expect(unknown).toBe(given.unknown);
    });
    void fc.assert(property);
  });

  test('of an empty ledger are no buckets', () => {
    expect(digestDetail(facts({ ledger: ledgerOf({}) })).states).toBe('0 buckets');
  });
});

describe('the headline', () => {
  test('says how many buckets and open incidents there are', () => {
    expect(digestDetail(facts({ incidents: 1 })).headline).toBe(
      'Daily digest 2026-11-24: 3 buckets, 1 open incident',
    );
  });
});

describe('corrections', () => {
  test.each([
    [0, '-'],
    [1, '1 bucket in the last 24 hours'],
    [2_000, '2,000 buckets in the last 24 hours'],
  ])('of %d buckets are "%s"', (corrected, corrections) => {
    expect(digestDetail(facts({ corrected }))).toMatchObject({ corrected, corrections });
  });
});

describe('open incidents', () => {
  test('are told by headline and age', () => {
    const oldest = [
      anIncident({ since: NOW - 49 * HOUR }),
      anIncident({ spot: { cause: 'unavailable' } }),
    ];

    expect(digestDetail(facts({ incidents: 2, oldest })).openIncidents).toBe(
      'A permission is missing in account 444444444444: 1 bucket failed, for 2 days; ' +
        'AWS does not answer properly in the organization: 1 bucket failed, for 3 hours',
    );
  });

  test('beyond five are counted', () => {
    const oldest = Array.from({ length: 5 }, () => anIncident());

    const { incidents, openIncidents } = digestDetail(facts({ incidents: 1_212, oldest }));

    expect(incidents).toBe(1_212);
    expect(openIncidents).toMatch(/, for 3 hours and 1,207 more$/);
  });

  test('are none where none are', () => {
    expect(digestDetail(facts()).openIncidents).toBe('-');
  });
});

describe('an exemption', () => {
  const told = (expires: string) => {
    const { expiring, expired } = digestDetail(facts({ exemptions: [anExemption({ expires })] }));
    return [expiring !== '-' && 'expiring', expired !== '-' && 'expired'].filter(Boolean);
  };

  test.each([
    ['2026-12-09', []],
    ['2026-12-08', ['expiring']],
    ['2026-11-24', ['expiring']],
    ['2026-11-23', ['expired']],
    ['2026-11-10', ['expired']],
    ['2026-11-09', []],
  ])('whose last day is %s is on 2026-11-24 %j', (expires, expected) => {
    expect(told(expires)).toEqual(expected);
  });

  test('is told with day, owner and reason, the next to end first', () => {
    const exemptions = [
      anExemption({ expires: '2026-12-01', reason: 'It is slow.' }),
      anExemption({ expires: '2026-11-30', owner: 'somebody@example.com' }),
    ];

    expect(digestDetail(facts({ exemptions })).expiring).toBe(
      '2026-11-30 somebody@example.com: It is agreed.; 2026-12-01 platform@example.com: It is slow.',
    );
  });

  test('with the longest of owners leaves room for the reason and for others', () => {
    const long = anExemption({ expires: '2026-11-24', owner: 'o'.repeat(10_000) });
    const exemptions = Array.from({ length: 9 }, () => long);

    const { expiring } = digestDetail(facts({ exemptions }));

    expect(expiring).toMatch(/^(2026-11-24 o{49}…: It is agreed\.(; )?){5} and 4 more$/);
  });

  test('is not known while the mandate cannot be read', () => {
    const exemptions = 'the mandate cannot be read: no such "file"';

    expect(digestDetail(facts({ exemptions }))).toMatchObject({
      expiring: 'unknown: the mandate cannot be read',
      expired: 'unknown: the mandate cannot be read',
      trouble: "the mandate cannot be read: no such 'file'",
    });
  });
});

describe('whatever is in names and texts', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.constantFrom('"', '\\', '\n', '<headline>', '\ud83d', '\u2028', '"}]', 'é', '漢字', '🪣'),
    fc.constantFrom('x'.repeat(10_000), '🪣'.repeat(5_000), '"\\'.repeat(5_000)),
  );
  const exemption = fc
    .record({ owner: text, reason: text, expires: fc.constantFrom('2026-11-20', '2026-11-30') })
    .map(anExemption);
  const incident = fc.record({ accountName: text, said: text }).map(anIncident);
  const arbitrary = fc.record({
    exemptions: fc.oneof(text, fc.array(exemption)),
    oldest: fc.array(incident, { maxLength: 5 }),
    incidents: fc.nat(),
    corrected: fc.nat(),
    deadLetters: fc.nat(),
  });

  test('the detail is as its schema says, and every text can be pasted', () => {
    const property = fc.property(arbitrary, (given) => {
      const detail = digestDetail(facts(given));
      const texts = Object.values(detail).filter((value) => typeof value === 'string');
      const pasted = `{"text": "${texts.join(' ')}"}`;

      expect(InventoryDigest.safeParse(detail).error).toBeUndefined();
      expect(JSON.parse(pasted).text).toBe(texts.join(' '));
      expect(texts.join(' ')).not.toMatch(/[<>]/);
      expect(texts.every((value) => value.isWellFormed())).toBe(true);
    });
    void fc.assert(property);
  });
});

test('the published schema is the one in use', () => {
  const file = new URL('../../docs/events/inventory-digest.schema.json', import.meta.url);

  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(digestEventJsonSchema());
});
