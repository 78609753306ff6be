import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { type Mandate, parseMandate } from '../../rules/mandate.ts';
import { allFields, standardFields } from '../../rules/optional-fields.ts';
import { formatProblem } from '../../rules/problem.ts';
import { readMandate } from './builders.ts';

const head = 'version: 1\ndestination: { account: "222222222222", bucket: reports }\n';
const rules = `rules:
  - { id: daily, where: {}, inventory: { frequency: Daily, format: CSV, versions: All } }
`;

function errorLines(source: Uint8Array | string): string[] {
  const { errors = [] } = parseMandate(source, 'mandate.yaml');
  return errors.map((problem) => formatProblem('mandate.yaml', problem));
}

function bytes(...parts: readonly (string | number[])[]): Uint8Array {
  return Buffer.concat(parts.map((part) => Buffer.from(part as string)));
}

describe('parseMandate, of a mandate that is right', () => {
  test('fills in every default', () => {
    const mandate: Mandate = readMandate(head + rules);

    expect(mandate).toEqual({
      version: 1,
      rules: [
        {
          id: 'daily',
          enforcement: 'correct',
          where: {},
          destination: { account: '222222222222', bucket: 'reports' },
          inventory: {
            frequency: 'Daily',
            format: 'CSV',
            versions: 'All',
            fields: [],
            enabled: true,
          },
        },
      ],
      exemptions: [],
      prune: false,
      limits: { changed: 25, deleted: 50, failed: 10 },
      directoryBuckets: 'enforce',
    });
  });

  test("lays a rule's destination over the mandate's, key by key", () => {
    const destination = '    destination: { prefix: "weekly/{account}", encryption: SSE-S3 }';
    const mandate = readMandate(
      `${head}rules:\n  - id: weekly\n    where: {}\n${destination}\n    inventory: { frequency: Weekly, format: CSV, versions: All }\n`,
    );

    expect(mandate.rules[0]?.destination).toEqual({
      account: '222222222222',
      bucket: 'reports',
      prefix: 'weekly/{account}',
      encryption: 'SSE-S3',
    });
  });

  test('a limit that is written leaves the others as they are', () => {
    const mandate = readMandate(`${head}${rules}limits: { deleted: 0 }\n`);

    expect(mandate.limits).toEqual({ changed: 25, deleted: 0, failed: 10 });
  });

  test('needs no destination of its own when every rule has one', () => {
    const mandate = readMandate(
      'version: 1\nrules: [{ id: a, where: {}, destination: { account: "222222222222", bucket: reports }, inventory: { frequency: Daily, format: CSV, versions: All } }]',
    );

    expect(mandate.rules[0]?.destination.bucket).toBe('reports');
  });

  test.each([
    ['standard', standardFields],
    ['all', allFields],
    ['[Size, ETag]', ['Size', 'ETag']],
    ['[]', []],
  ])('fields: %s', (written, fields) => {
    const mandate = readMandate(head + rules.replace('All', `All, fields: ${written}`));

    expect(mandate.rules[0]?.inventory.fields).toEqual(fields);
  });

  test('is plain data: as JSON it is the same', () => {
    const mandate = readMandate(head + rules);

    expect(JSON.parse(JSON.stringify(mandate))).toEqual(mandate);
  });

  test('may be told as text or bytes, with a byte order mark, with Windows line ends', () => {
    const text = head + rules;

    const all = [
      text,
      `\uFEFF${text}`,
      bytes([0xef, 0xbb, 0xbf], text),
      text.replaceAll('\n', '\r\n'),
    ];

    expect(all.flatMap((source) => errorLines(source))).toEqual([]);
  });

  test('the example at the root is right', () => {
    const example = readFileSync(new URL('../../mandate.yaml', import.meta.url));

    expect(parseMandate(example, 'mandate.yaml')).toMatchObject({
      file: 'mandate.yaml',
      warnings: [],
    });
  });

  test('values merged from several anchors: the earlier one wins, what is written out wins over all', () => {
    const mandate = readMandate(`${head}rules:
  - id: one
    where: {}
    inventory: &one { frequency: Daily, format: CSV, versions: All, filter: &filter { prefix: a } }
  - id: two
    where: {}
    inventory: &two { frequency: Weekly, format: ORC, versions: Current, enabled: false }
  - id: three
    where: {}
    inventory: { <<: [*one, *two], format: Parquet, filter: *filter }
`);

    expect(mandate.rules[2]?.inventory).toEqual({
      frequency: 'Daily',
      format: 'Parquet',
      versions: 'All',
      fields: [],
      filter: { prefix: 'a' },
      enabled: false,
    });
  });
});

describe('parseMandate, of what cannot be read', () => {
  test.each<[string, Uint8Array | string, string]>([
    ['nothing', '', '1:1 expected a mandate, found nothing: begin with `version: 1`'],
    ['null', 'null', '1:1 expected a mandate, found nothing: begin with `version: 1`'],
    [
      'ten megabytes',
      'a'.repeat(10 * 1_048_576),
      '1:1 expected a mandate of at most 1 MiB, found 10.0 MiB',
    ],
    [
      'bytes that are not UTF-8',
      bytes('version: 1\n# caf', [0xe9], '\nrules: []\n'),
      '2:6 expected UTF-8, found bytes of another encoding: save the file as UTF-8',
    ],
    [
      'such bytes on the last line',
      bytes('version: 1\n', [0xff]),
      '2:1 expected UTF-8, found bytes of another encoding: save the file as UTF-8',
    ],
    [
      'UTF-16',
      bytes([0xff, 0xfe, 0x76, 0x00]),
      '1:1 expected UTF-8, found bytes of another encoding: save the file as UTF-8',
    ],
    [
      'too many levels',
      `${'['.repeat(40)}${']'.repeat(40)}`,
      '1:34 nested too deeply for a mandate',
    ],
    ['an alias inside its own anchor', 'a: &a [*a]', '1:8 no anchor &a before this alias'],
    ['a prototype', '__proto__: { version: 1 }', '1:1 expected a key that is plain text'],
    [
      'a key of its own type',
      '1: 2',
      '1:1 1: expected one of the keys version, destination, rules, exemptions, prune, limits, directoryBuckets; found "1"',
    ],
    [
      'a key without a value',
      '{ version }',
      '1:10 version: expected 1, the only version there is; found nothing',
    ],
  ])('%s', (_, source, error) => {
    expect(errorLines(source)).toContain(`mandate.yaml:${error}`);
  });

  test('aliases of aliases of aliases are refused before they are spelled out', () => {
    const levels = Array.from({ length: 12 }, (_, n) => {
      const inner = n === 0 ? 'lol' : `*l${n - 1}`;
      return `l${n}: &l${n} [${Array(10).fill(inner).join(', ')}]`;
    });

    expect(errorLines(levels.join('\n'))).toEqual([
      'mandate.yaml:5:9 more than 50000 values, aliases spelled out',
      'mandate.yaml:10:9 more than 50000 values, aliases spelled out',
    ]);
  });

  test('brackets without end are told once, at the place where they became too many', () => {
    const errors = errorLines('['.repeat(100_000));

    expect(errors.filter((error) => error.endsWith('nested too deeply for a mandate')).length).toBe(
      1,
    );
  });

  test('every mistake in the syntax is told', () => {
    expect(errorLines('a: @\nb: @\n')).toEqual([
      'mandate.yaml:1:4 plain value cannot start with reserved character @',
      'mandate.yaml:2:4 plain value cannot start with reserved character @',
    ]);
  });

  test('long values are cut in messages', () => {
    const errors = errorLines(`version: ${'x'.repeat(500)}\n`);

    expect(errors).toContain(
      `mandate.yaml:1:10 version: expected 1, the only version there is; found "${'x'.repeat(80)}…"`,
    );
  });
});

describe('an exemption that has ended', () => {
  const mandate = (expires: string) => `
version: 1
destination: { account: "222222222222", bucket: "reports-{region}" }
rules:
  - id: daily
    where: {}
    inventory: { frequency: Daily, format: CSV, versions: All }
exemptions:
  - { where: { names: [x-*] }, reason: r, owner: o, expires: ${expires} }
`;

  test.each([
    ['2026-11-23', ['exemptions[0].expires']],
    ['2026-11-24', []],
  ])('on the day after %s is worth a warning: %j', (expires, paths) => {
    const reading = parseMandate(mandate(expires), 'mandate.yaml', '2026-11-24');

    expect(reading.warnings.map(({ path }) => path)).toEqual(paths);
  });

  test('is none when nobody says what day it is', () => {
    expect(parseMandate(mandate('2020-01-01'), 'mandate.yaml').warnings).toEqual([]);
  });
});

test('a destination of a rule that is no mapping is complained about once', () => {
  const text = `
version: 1
destination: { account: "222222222222", bucket: "reports-{region}" }
rules:
  - id: daily
    where: {}
    destination: here
    inventory: { frequency: Daily, format: CSV, versions: All }
`;

  const { errors = [] } = parseMandate(text, 'mandate.yaml');

  expect(errors.map(({ line, path }) => [line, path])).toEqual([[7, 'rules[0].destination']]);
});

test('a destination of the mandate that is no mapping is complained about once', () => {
  const text = `
version: 1
destination: here
rules:
  - id: daily
    where: {}
    inventory: { frequency: Daily, format: CSV, versions: All }
`;

  const { errors = [] } = parseMandate(text, 'mandate.yaml');

  expect(errors.map(({ line, path }) => [line, path])).toEqual([[3, 'destination']]);
});
