import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { writeEnvironmentFiles } from '../../../../handlers/cli/local/environment-files.ts';
import { aFolder } from '../../../a-folder.ts';

const functions = [
  { name: 'bucket-changed', variables: { HUB_BUS: 'stocktake', AWS_REGION: 'eu-west-1' } },
];

describe('the environment files', () => {
  test('hold a line for every variable', async () => {
    const folder = await aFolder();

    await writeEnvironmentFiles(folder, functions);

    const text = await readFile(join(folder, 'bucket-changed.env'), 'utf8');
    expect(text).toBe('HUB_BUS=stocktake\nAWS_REGION=eu-west-1\n');
  });

  test('are for their owner alone: they hold credentials', async () => {
    const folder = await aFolder();

    await writeEnvironmentFiles(folder, functions);

    expect((await stat(join(folder, 'bucket-changed.env'))).mode & 0o777).toBe(0o600);
  });

  test('bring their folder with them, parents included', async () => {
    const folder = join(await aFolder(), 'not', 'there', 'yet');

    await writeEnvironmentFiles(folder, functions);

    expect((await stat(folder)).isDirectory()).toBe(true);
  });

  test('are refused in one line where the folder is a file', async () => {
    const file = join(await aFolder(), 'file');
    await writeFile(file, '');

    await expect(writeEnvironmentFiles(file, functions)).rejects.toThrow(
      `--outside ${file}: no folder (EEXIST)`,
    );
  });
});
