import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { commands } from '../../../handlers/cli/commands.ts';
import { runIn } from './a-world.ts';

describe('help', () => {
  test('without a topic lists every command', async () => {
    const ran = await runIn({}, '--help');

    expect(ran).toMatchObject({ code: 0, err: '' });
    for (const name of commands.keys()) expect(ran.out).toMatch(new RegExp(`^  ${name} `, 'm'));
  });

  test.each([...commands.keys()])(
    'of %s teaches with an example, every flag and every exit',
    async (name) => {
      const ran = await runIn({}, name, '--help');

      expect(ran).toMatchObject({ code: 0, err: '' });
      expect(ran.out).toMatch(/^ {2}# .+\n {2}npm (start|run)/m);
      for (const flag of Object.keys(commands.get(name)?.flags ?? {})) {
        expect(ran.out).toContain(`  --${flag}`);
      }
      for (const code of [0, 1, 64]) expect(ran.out).toMatch(new RegExp(`^  ${code} `, 'm'));
    },
  );

  test.each([
    ['help', 'plan'],
    ['--help', 'plan'],
    ['plan', '-h'],
    ['plan', '--account', 'nonsense', '--help'],
  ])('%s %s … asks the same', async (...words) => {
    const asked = await runIn({}, 'plan', '--help');

    const ran = await runIn({}, ...words);

    expect(ran).toEqual(asked);
  });

  test('fits a terminal of 100 columns', async () => {
    const texts = await Promise.all([...commands.keys()].map((name) => runIn({}, 'help', name)));

    const tooLong = texts.flatMap(({ out }) => out.split('\n')).filter((line) => line.length > 110);

    expect(tooLong).toEqual([]);
  });

  test('is coloured on a screen with colours only', async () => {
    const plain = await runIn({}, '--help');
    const coloured = await runIn({ colour: true }, '--help');

    expect(plain.out).not.toContain('\u001B');
    expect(coloured.out).toContain('\u001B[1mplan\u001B[22m');
  });
});

test('--version says that of the package', async () => {
  const manifest = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };

  const ran = await runIn({}, '--version');

  expect(ran).toEqual({ code: 0, out: `stocktake ${manifest.version}\n`, err: '' });
});
