import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { mandateJsonSchema } from '../../rules/mandate-json-schema.ts';

test('the schema at the root is the one that the code would write', () => {
  const committed = readFileSync(new URL('../../mandate.schema.json', import.meta.url), 'utf8');

  const generated = `${JSON.stringify(mandateJsonSchema(), undefined, 2)}\n`;

  expect(committed).toBe(generated);
});

test('it says what version of JSON Schema it is in, and lets no other key in', () => {
  expect(mandateJsonSchema()).toMatchObject({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    additionalProperties: false,
    required: ['version', 'rules'],
  });
});
