import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { type Mandate, type MandateReading, parseMandate } from '../../rules/mandate.ts';
import { formatProblem } from '../../rules/problem.ts';
import { mandate } from './arbitraries.ts';

const example = readFileSync(new URL('../../mandate.yaml', import.meta.url), 'utf8');

/** Either a mandate or errors, and every problem at a place, in one line. */
function expectReading(reading: MandateReading): void {
  const problems = [...(reading.errors ?? []), ...reading.warnings];
  expect('mandate' in reading).toBe(reading.errors === undefined);
  expect(reading.errors?.length).not.toBe(0);
  for (const problem of problems)
    expect(formatProblem('m.yaml', problem)).toMatch(
      /^m\.yaml:[1-9]\d*:[1-9]\d* [^\p{Cc}\p{Zl}\p{Zp}]+$/u,
    );
}

/** Pieces that mean something in YAML or in a mandate. */
const piece = fc.constantFrom(
  ...['rules', 'where', 'unless', 'id', 'version', 'destination', 'units', '<<', '__proto__'],
  ...[': ', '- ', '\n', '  ', '{', '}', '[', ']', ',', '&a ', '*a', '"', "'", '|', '>', '?', '!x '],
  ...[
    '1',
    '012345678901',
    'null',
    'true',
    '~',
    '.nan',
    '0x1f',
    '2026-02-30',
    '---',
    '...',
    '%YAML',
  ],
  ...['\u0000', '\uFEFF', '\uD800', '\r', '\t', '#', '@', '`', '\u2028', '😀'],
);

describe('parseMandate never throws', () => {
  test('on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expectReading(parseMandate(text, 'm.yaml'));
      }),
    );
  });

  test('on any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expectReading(parseMandate(bytes, 'm.yaml'));
      }),
    );
  });

  test('on anything that looks a little like YAML', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        expectReading(parseMandate(pieces.join(''), 'm.yaml'));
      }),
      { numRuns: 1_000 },
    );
  });

  test('on mandates that somebody dropped on the floor', () => {
    const damage = fc.record({ at: fc.nat(example.length), cut: fc.nat(40), piece });
    fc.assert(
      fc.property(fc.array(damage, { minLength: 1, maxLength: 4 }), (damages) => {
        const text = damages.reduce(
          (whole, { at, cut, piece: put }) => whole.slice(0, at) + put + whole.slice(at + cut),
          example,
        );

        expectReading(parseMandate(text, 'm.yaml'));
      }),
      { numRuns: 500 },
    );
  });

  test('on any value that YAML can hold', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expectReading(parseMandate(stringify(value), 'm.yaml'));
      }),
    );
  });
});

test('what is written down is read back', () => {
  fc.assert(
    fc.property(mandate, (document: Mandate) => {
      const reading = parseMandate(stringify(document), 'm.yaml');

      const known = new Set(document.rules.map(({ id }) => id));
      const dangling = document.exemptions.some(({ rules = [] }) =>
        rules.some((id) => !known.has(id)),
      );
      expect(dangling ? reading.errors?.length !== 0 : reading).toEqual(
        dangling ? true : { file: 'm.yaml', mandate: document, warnings: [] },
      );
    }),
  );
});
