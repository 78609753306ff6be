import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { repository } from '../../../bench/repository.ts';
import { readSeed } from '../../../infra/local/seed.ts';

/** The seed that docs/local.md shows. */
function example(): string {
  const text = readFileSync(join(repository, 'docs', 'local.md'), 'utf8');
  return /^```yaml\n(.*?)^```$/ms.exec(text)?.[1] ?? '';
}

describe('the seed of the documentation', () => {
  const reading = readSeed(Buffer.from(example()), 'docs/local.md');

  test('is one', () => {
    expect(reading.errors).toBeUndefined();
    expect(reading.seed?.organization.id).toBe('o-example123');
  });

  test('shows everything that an account can be given', () => {
    const { accounts = [] } = reading.seed ?? {};

    expect(accounts).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ unit: 'Workloads/Production', tags: { tier: 'gold' } }),
        expect.objectContaining({ role: 'missing' }),
        expect.objectContaining({ state: 'SUSPENDED' }),
      ]),
    );
  });

  test('shows a service control policy', () => {
    expect(reading.seed?.serviceControlPolicies).toHaveLength(1);
  });
});
