import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { aFolder } from '../../a-folder.ts';
import { runIn } from './a-world.ts';

const sound = `version: 1
destination: { account: "222222222222", bucket: "acme-inventory-{region}" }
rules:
  - id: weekly
    where: {}
    inventory: { frequency: Weekly, format: CSV, versions: Current, fields: [Size] }
`;

describe('validate', () => {
  let folder: string;
  const path = (name: string) => join(folder, name);

  beforeAll(async () => {
    folder = await aFolder();
    await writeFile(path('sound.yaml'), sound);
    await writeFile(path('new-field.yaml'), sound.replace('[Size]', '[Size, NextYearsField]'));
    await writeFile(
      path('wrong.yaml'),
      sound.replace('id: weekly', 'id: Weekly').replace('{}', '7'),
    );
  });

  test('praises a sound mandate', async () => {
    const ran = await runIn({}, 'validate', path('sound.yaml'));

    expect(ran).toEqual({
      code: 0,
      out: `✓ ${path('sound.yaml')} is fine: 1 rule, 0 exemptions\n`,
      err: '',
    });
  });

  test('shows every mistake at its place, a line each', async () => {
    const ran = await runIn({}, 'validate', path('wrong.yaml'));

    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(ran.err.split('\n')).toEqual([
      expect.stringContaining(`${path('wrong.yaml')}:4:9 rules[0].id: `),
      expect.stringContaining(`${path('wrong.yaml')}:5:12 rules[0].where: `),
      '',
    ]);
  });

  test('warns without failing', async () => {
    const ran = await runIn({}, 'validate', path('new-field.yaml'));

    expect(ran.code).toBe(0);
    expect(ran.err).toMatch(/^.*:6:\d+ .*NextYearsField.* \(warning\)\n$/);
  });

  test('prints one document for machines', async () => {
    const ran = await runIn({}, 'validate', path('wrong.yaml'), '--json');

    expect(ran).toMatchObject({ code: 1, err: '' });
    expect(JSON.parse(ran.out)).toEqual({
      version: 1,
      file: path('wrong.yaml'),
      errors: [
        { line: 4, column: 9, path: 'rules[0].id', message: expect.any(String) },
        { line: 5, column: 12, path: 'rules[0].where', message: expect.any(String) },
      ],
      warnings: [],
    });
  });

  test.each([
    ['--mandate', (file: string) => runIn({}, 'validate', '--mandate', file)],
    ['MANDATE_FILE', (file: string) => runIn({ environment: { MANDATE_FILE: file } }, 'validate')],
  ])('takes the mandate from %s', async (_, validate) => {
    const ran = await validate(path('sound.yaml'));

    expect(ran.out).toContain(path('sound.yaml'));
  });

  test('falls back on the mandate of the folder', async () => {
    const ran = await runIn({}, 'validate');

    expect(ran).toMatchObject({ code: 0, out: expect.stringContaining('✓ mandate.yaml is fine') });
  });

  test.each([
    ['nowhere.yaml', 'there is no such file'],
    ['.', 'that is a folder'],
  ])('%s is one line on stderr', async (name, reason) => {
    const ran = await runIn({}, 'validate', path(name), '--json');

    expect(ran).toEqual({
      code: 1,
      out: '',
      err: `stocktake validate: ${path(name)}: ${reason}; name the mandate with --mandate or MANDATE_FILE\n`,
    });
  });
});
