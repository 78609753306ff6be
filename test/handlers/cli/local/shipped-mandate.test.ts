import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { repository } from '../../../../bench/repository.ts';
import { parseMandate } from '../../../../rules/mandate.ts';

test('no exemption of the mandate that the story plays with runs out for years', () => {
  const bytes = readFileSync(join(repository, 'mandate.yaml'));

  const { errors = [], warnings } = parseMandate(bytes, 'mandate.yaml', '2036-06-30');

  expect([...errors, ...warnings]).toEqual([]);
});
