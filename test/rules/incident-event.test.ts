import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { type Cause, causes } from '../../rules/cause.ts';
import {
  type IncidentFacts,
  InventoryIncident,
  incidentDetail,
  incidentEventJsonSchema,
  incidentId,
} from '../../rules/incident-event.ts';

const SINCE = Date.parse('2026-11-24T09:00:00.250Z');

const hit = {
  name: 'payments-orders',
  account: '444444444444',
  region: 'eu-west-1',
  creator: 'arn:aws:iam::444444444444:role/deployer',
};

function facts(over: Partial<IncidentFacts> = {}): IncidentFacts {
  return {
    spot: { cause: 'denied', account: '444444444444' },
    since: SINCE,
    failedAt: SINCE,
    accountName: 'payments-dev',
    said: 'AccessDenied: not authorized to perform: s3:PutInventoryConfiguration',
    hits: 1,
    sample: [hit],
    ...over,
  };
}

function hits(count: number) {
  const sample = Array.from({ length: 5 }, (_, index) => ({ ...hit, name: `bucket-${index}` }));
  return { hits: count, sample };
}

describe('the headline', () => {
  test('says what, where and how many', () => {
    expect(incidentDetail(facts(hits(212))).headline).toBe(
      'A permission is missing in account 444444444444 (payments-dev): 212 buckets failed',
    );
  });

  test('does without the name of an account that nobody could ask for', () => {
    const { headline, accountName } = incidentDetail(
      facts({ accountName: undefined, said: undefined }),
    );

    expect(headline).toBe('A permission is missing in account 444444444444: 1 bucket failed');
    expect(accountName).toBe('-');
  });

  test('says that all of them still wait', () => {
    const spot = { cause: 'role-not-ready', account: '444444444444' } as const;

    expect(incidentDetail(facts({ ...hits(212), spot, failedAt: undefined })).headline).toBe(
      'The member role is missing in account 444444444444 (payments-dev): 212 buckets waiting',
    );
  });

  test('names the rule that is wrong', () => {
    const spot = { cause: 'rejected', rule: 'daily' } as const;

    expect(incidentDetail(facts({ spot })).headline).toBe(
      'S3 does not accept what the mandate asks for in rule daily: 1 bucket failed',
    );
  });

  test('counts messages where no bucket is known', () => {
    const spot = { cause: 'malformed-message' } as const;
    const sample = [{ name: '0b7f' }, { name: '91ce' }];

    expect(incidentDetail(facts({ spot, hits: 2, sample })).headline).toBe(
      'Messages cannot be understood in the organization: 2 messages failed',
    );
  });

  test('counts listings where all of an account cannot be listed', () => {
    const all = { name: 'all buckets of account 444444444444', isListing: true };

    expect(incidentDetail(facts({ sample: [all] })).headline).toBe(
      'A permission is missing in account 444444444444 (payments-dev): 1 listing failed',
    );
    expect(incidentDetail(facts({ hits: 2, sample: [all, hit] })).headline).toBe(
      'A permission is missing in account 444444444444 (payments-dev): 2 cases failed',
    );
  });

  test('counts what was found out by its own name', () => {
    const spot = { cause: 'missed-events' } as const;
    const sample = [{ name: '444444444444/eu-west-1', region: 'eu-west-1' }];

    const { headline, meaning } = incidentDetail(facts({ spot, hits: 3, sample }));

    expect(headline).toBe('Events do not arrive in the organization: 3 regions');
    expect(meaning).toMatch(/^Buckets were created of which no event told/);
  });

  test('says that it may soon be over', () => {
    expect(incidentDetail(facts({ hits: 0, sample: [] })).headline).toBe(
      'A permission is missing in account 444444444444 (payments-dev): nobody is hit any more',
    );
  });

  test('says when it is over', () => {
    const { headline, until } = incidentDetail(facts({ until: SINCE + 60_000, sample: [] }));

    expect(headline).toBe('Over: A permission is missing in account 444444444444 (payments-dev)');
    expect(until).toBe('2026-11-24T09:01:00.250Z');
  });
});

describe('what stands beside it', () => {
  test('names some of the buckets, and counts the others', () => {
    expect(incidentDetail(facts(hits(212))).sample).toBe(
      'bucket-0, bucket-1, bucket-2, bucket-3, bucket-4 and 207 more',
    );
  });

  test('names each creator once', () => {
    expect(incidentDetail(facts(hits(5))).creators).toBe(hit.creator);
  });

  test('is a command to paste', () => {
    expect(incidentDetail(facts()).nextStep).toBe(
      'npm run stocktake -- explain payments-orders --account 444444444444 --region eu-west-1',
    );
  });

  test('leaves the reader to fill in what nobody knows', () => {
    expect(incidentDetail(facts({ sample: [] })).nextStep).toBe(
      'npm run stocktake -- explain BUCKET --account 444444444444 --region REGION',
    );
  });

  test('says since when, in words', () => {
    expect(incidentDetail(facts()).when).toBe('since 2026-11-24 09:00 UTC');
  });

  test('says from when to when it was, and what to look at afterwards', () => {
    const { when, nextStep } = incidentDetail(facts({ until: SINCE + 5_400_000 }));

    expect(when).toBe('from 2026-11-24 09:00 to 2026-11-24 10:30 UTC');
    expect(nextStep).toBe('npm run stocktake -- status');
  });

  test('asks for nothing where nobody is hit any more', () => {
    expect(incidentDetail(facts({ hits: 0, sample: [] })).nextStep).toBe(
      'npm run stocktake -- status',
    );
  });

  test.each([
    [0, 'All that it hit is well again or gone.'],
    [1, 'All that it hit is well again or gone; 1 was hit when it was told last.'],
    [1_212, 'All that it hit is well again or gone; 1,212 were hit when it was told last.'],
  ])('is no trouble any more once it is over, of %d', (count, meaning) => {
    const over = facts({ until: SINCE + 5_400_000, hits: count, sample: [] });

    expect(incidentDetail(over)).toMatchObject({ meaning, said: '-', sample: 'none any more' });
  });

  test('wakes the pager for what concerns security', () => {
    const spot = { cause: 'wrong-owner', account: '444444444444' } as const;

    expect(incidentDetail(facts({ spot }))).toMatchObject({
      severity: 'security',
      pagerDutySeverity: 'critical',
      opsCenterSeverity: '1',
    });
  });
});

test('an incident that comes back has another id', () => {
  const spot = { cause: 'denied', account: '444444444444' } as const;

  expect(incidentId(spot, SINCE)).toBe('denied/444444444444/20261124T090000Z');
  expect(incidentId(spot, SINCE + 60_000)).not.toBe(incidentId(spot, SINCE));
});

describe('whatever is in names and texts', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.constantFrom('"', '\\', '\n', '<headline>', '\ud83d', '\u2028', '"}]', 'é', '漢字', '🪣'),
    fc.constantFrom('x'.repeat(10_000), '🪣'.repeat(5_000), '"\\'.repeat(5_000)),
  );
  const arbitrary = fc.record({
    spot: fc.constantFrom(...(Object.keys(causes) as Cause[])).map((cause) => ({ cause })),
    since: fc.integer({ min: 0, max: 4e12 }),
    said: text,
    accountName: text,
    hits: fc.nat(),
    sample: fc.array(fc.record({ name: text, account: text, region: text, creator: text }), {
      maxLength: 5,
    }),
  });

  test('the detail is as its schema says, and every text can be pasted', () => {
    const property = fc.property(arbitrary, (given) => {
      const detail = incidentDetail(given);
      const texts = Object.values(detail).filter((value) => typeof value === 'string');
      const pasted = `{"text": "${texts.join(' ')}"}`;

      expect(InventoryIncident.safeParse(detail).error).toBeUndefined();
      expect(JSON.parse(pasted).text).toBe(texts.join(' '));
      expect(texts.join(' ')).not.toMatch(/[<>]/);
      expect(texts.every((value) => value.isWellFormed())).toBe(true);
    });
    void fc.assert(property);
  });
});

test('the published schema is the one in use', () => {
  const file = new URL('../../docs/events/inventory-incident.schema.json', import.meta.url);

  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(incidentEventJsonSchema());
});
