import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, describe, expect, test } from '@jest/globals';

const program = 'handlers/cli.ts';

/** Of this process's environment only what a program needs: no way to anybody's AWS account. */
const bare = {
  PATH: process.env.PATH,
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
};

describe('the command line as a process', () => {
  test('prints to stdout and ends with 0', async () => {
    const ran = await finished(start(['--version']));

    expect(ran).toMatchObject({ code: 0, err: '', out: expect.stringMatching(/^stocktake \d/) });
  });

  test('prints no colours into a pipe, unless they are forced', async () => {
    const plain = await finished(start(['--help']));
    const forced = await finished(start(['--help'], { FORCE_COLOR: '1' }));

    expect(plain.out).not.toContain('\u001B');
    expect(forced.out).toContain('\u001B');
  });

  test('wrong usage is one line on stderr and 64', async () => {
    const ran = await finished(start(['plan', '--acount']));

    expect(ran).toMatchObject({ code: 64, out: '' });
    expect(ran.err).toMatch(/^stocktake plan: unknown flag --acount; .*\n$/);
  });

  test.each([
    ['no region', {}, /^stocktake status: no region: set AWS_REGION .*\n$/],
    [
      'no credentials',
      { AWS_REGION: 'eu-west-1' },
      /^stocktake status: no AWS credentials: sign in to the hub account.*\n$/,
    ],
    [
      'nobody there',
      {
        AWS_REGION: 'eu-west-1',
        AWS_ACCESS_KEY_ID: '100000000002',
        AWS_SECRET_ACCESS_KEY: 'anything',
        AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
      },
      /^stocktake status: no answer from http:\/\/127\.0\.0\.1:1: .*ECONNREFUSED.*\n$/,
    ],
  ])('%s is one line on stderr and 1', async (_, environment, said) => {
    const ran = await finished(start(['status'], environment));

    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(ran.err).toMatch(said);
  });

  test("a reader that has enough is nobody's trouble", async () => {
    const child = start(['plan', '--help']);

    child.stdout?.destroy();

    expect(await finished(child)).toMatchObject({ code: 0, err: '' });
  });

  test('what nobody foresaw is one line without a stack', async () => {
    const bug = `const timer = setInterval(() => {
      if (process.listenerCount('uncaughtException') === 0) return;
      clearInterval(timer);
      throw new TypeError('first line\\nsecond line');
    }, 1);`;

    const ran = await finished(start(['local', '--port', '0'], {}, bug));

    expect(ran.code).toBe(1);
    expect(ran.err).toBe('stocktake: unexpected: first line second line\n');
  });
});

describe('the local organization as a process', () => {
  let orphan: number | undefined;

  afterEach(() => {
    if (orphan === undefined) return;
    try {
      process.kill(orphan);
    } catch {
      // It has ended, as it should.
    }
  });

  test.each(['SIGINT', 'SIGTERM'] as const)('ends with 0 after %s', async (signal) => {
    const child = start(['local', '--port', '0']);
    const done = finished(child);

    await ready(child);
    child.kill(signal);

    expect(await done).toMatchObject({ code: 0, err: '' });
  });

  test.each([
    ['', [], 0],
    ['--once ', ['--once'], 1],
  ] as const)(
    '%sstopped in the middle of the story says how far it came',
    async (_, more, code) => {
      const child = start(['local', '--story', ...more, '--port', '0']);
      const done = finished(child);

      await printed(child, /^ 2\. /m);
      child.kill('SIGINT');

      const ran = await done;
      expect(ran).toMatchObject({ code, err: '' });
      expect(ran.out).toMatch(/\n\nstopped; \d+ of \d+ scenes played\n$/);
    },
  );

  test('ends when nobody reads along any more', async () => {
    const child = start(['local', '--port', '0']);

    child.stdout?.destroy();

    expect(await finished(child)).toMatchObject({ code: 0, err: '' });
  });

  test('ends when the process that started it is gone', async () => {
    const starter = `const { spawn } = require('node:child_process');
      const words = ['${program}', 'local', '--port', '0'];
      console.log('child', spawn(process.execPath, words, { stdio: 'inherit' }).pid);`;
    const parent = spawn(process.execPath, ['-e', starter], { env: bare });
    const done = finished(parent);

    const said = await ready(parent);
    orphan = Number(/^child (\d+)$/m.exec(said)?.[1]);
    parent.kill('SIGKILL');

    // The child holds the same pipe: it closes when the last of the two has ended.
    expect((await done).out).toMatch(/^ready /m);
  });
});

function start(
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  bug?: string,
): ChildProcess {
  const preload = bug ? ['--import', `data:text/javascript,${encodeURIComponent(bug)}`] : [];
  return spawn(process.execPath, [...preload, program, ...words], {
    env: { ...bare, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

interface Finished {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

async function finished(child: ChildProcess): Promise<Finished> {
  const printed = { out: '', err: '' };
  child.stdout?.on('data', (chunk) => {
    printed.out += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    printed.err += chunk;
  });
  const [code] = await once(child, 'close');
  return { code, ...printed };
}

function ready(child: ChildProcess): Promise<string> {
  return printed(child, /^ready /m);
}

/** Resolves with all that was printed until then; a process that ends before fails the test by what it printed. */
function printed(child: ChildProcess, wanted: RegExp): Promise<string> {
  let text = '';
  return new Promise((resolve) => {
    child.stdout?.on('data', (chunk) => {
      text += chunk;
      if (wanted.test(text)) resolve(text);
    });
    child.once('close', () => resolve(text));
  });
}
