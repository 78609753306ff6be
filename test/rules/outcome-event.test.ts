import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { BucketInventoryOutcome, outcomeEventJsonSchema } from '../../rules/outcome-event.ts';

describe('BucketInventoryOutcome', () => {
  const outcome = {
    version: 1,
    id: '111111111111/eu-west-1/cards/compliant/2026-11-24T10:00:00.000Z',
    account: '111111111111',
    region: 'eu-west-1',
    bucket: 'cards',
    state: 'compliant',
    outcome: 'corrected',
    since: '2026-11-24T10:00:00.000Z',
    rules: ['daily'],
    surplus: [],
  };

  test('a state that changed is one', () => {
    expect(BucketInventoryOutcome.safeParse(outcome).success).toBe(true);
  });

  test('an account is twelve digits', () => {
    expect(BucketInventoryOutcome.safeParse({ ...outcome, account: '1' }).success).toBe(false);
  });
});

describe('the published schema', () => {
  test('is the one in the code; `npm run schemas` writes it anew', () => {
    const file = new URL('../../docs/events/bucket-inventory-outcome.schema.json', import.meta.url);

    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(outcomeEventJsonSchema());
  });
});
