import { readFile, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import {
  CreateBucketCommand,
  ListBucketInventoryConfigurationsCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { run } from '../../../../handlers/cli/run.ts';
import { aFolder } from '../../../a-folder.ts';
import { aScreen, runIn } from '../a-world.ts';

describe('local', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await aFolder();
  });

  async function aFile(name: string, text: string): Promise<string> {
    const file = join(folder, name);
    await writeFile(file, text);
    return file;
  }

  test('says that it is ready on a line of its own, invites, and ends with 0', async () => {
    const ran = await runIn({}, 'local', '--port', '0');

    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.out).toMatch(/^ready http:\/\/127\.0\.0\.1:\d+$/m);
    expect(ran.out).toMatch(/^ {2}export AWS_ENDPOINT_URL=http:\/\/127\.0\.0\.1:\d+ /m);
    expect(ran.out).toMatch(/^ {2}hub +100000000002, in eu-west-1$/m);
  });

  test('invites to act as accounts of other units too, so that every rule can be tried', async () => {
    const { out } = await runIn({}, 'local', '--port', '0');

    expect(out).toContain('  export AWS_ACCESS_KEY_ID=111111111111 ');
    expect(out).toContain(
      [
        '  # or as another account, by its id',
        '  444444444444  payments-dev  Workloads/Development',
        '  333333333333  sandbox-7     Sandbox',
        '  555555555555  audit         Audit',
        '  # what Stocktake knows, as the hub',
      ].join('\n'),
    );
  });

  test('puts the mandated configuration on a bucket that any client creates, until it is stopped', async () => {
    const served = serveLocal('--port', '0');
    const s3 = clientOf(await served.ready);
    const Bucket = 'payments-raw';

    await s3.send(new CreateBucketCommand({ Bucket }));
    const list = new ListBucketInventoryConfigurationsCommand({ Bucket });
    const found = await until(async () => (await s3.send(list)).InventoryConfigurationList);
    served.stop();

    expect(found).toEqual([expect.objectContaining({ Id: 'stocktake-weekly' })]);
    expect(await served.code).toBe(0);
    await expect(s3.send(list)).rejects.toThrow();
  });

  test('--outside runs nothing and leaves the environment of every function', async () => {
    const served = serveLocal('--port', '0', '--outside', join(folder, 'deep', 'outside'));
    const endpoint = await served.ready;

    const file = join(folder, 'deep', 'outside', 'bucket-changed.env');
    const lines = (await readFile(file, 'utf8')).trim().split('\n');
    const { mode } = await stat(file);
    served.stop();

    expect(lines.filter((line) => !/^[A-Z_]+=.+$/.test(line))).toEqual([]);
    expect(lines).toEqual(
      expect.arrayContaining([
        `AWS_ENDPOINT_URL=${endpoint}`,
        'AWS_REGION=eu-west-1',
        `WORK_QUEUE_URL=${endpoint}/100000000002/stocktake-work`,
        expect.stringMatching(/^AWS_SESSION_TOKEN=./),
        expect.stringMatching(/^LEDGER_TABLE=./),
      ]),
    );
    expect(mode & 0o077).toBe(0);
    expect(await served.code).toBe(0);
  });

  test('takes the organization from a seed', async () => {
    const seed = await aFile(
      'org.yaml',
      `organization: { id: o-elsewhere12, managementAccount: "100000000001" }
hub: { account: "100000000003", region: us-east-1 }
destination: { account: "222222222222" }
regions: [us-east-1]
accounts: [{ id: "888888888888", name: only-one, unit: Workloads }]
`,
    );

    const ran = await runIn({}, 'local', '--port', '0', '--seed', seed);

    expect(ran.code).toBe(0);
    expect(ran.out).toContain('the organization o-elsewhere12');
    expect(ran.out).toContain('100000000003, in us-east-1');
    expect(ran.out).toContain('AWS_ACCESS_KEY_ID=888888888888');
    expect(ran.out).not.toContain('or as another');
  });

  test('all that is wrong with seed and mandate is told at once, before anything is served', async () => {
    const seed = await aFile('wrong.yaml', 'organization: 7\nregions: []\n');
    const mandate = await aFile('wrong-mandate.yaml', 'version: 2\n');

    const ran = await runIn({}, 'local', '--port', '0', '--seed', seed, '--mandate', mandate);

    const lines = ran.err.trimEnd().split('\n');
    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(lines.filter((line) => line.startsWith(`${seed}:`)).length).toBeGreaterThan(1);
    expect(lines.filter((line) => line.startsWith(`${mandate}:`)).length).toBeGreaterThan(1);
    expect(lines.filter((line) => !/^.+:\d+:\d+/.test(line))).toEqual([]);
  });

  test('a seed that is nowhere is one line', async () => {
    const ran = await runIn({}, 'local', '--seed', join(folder, 'nowhere.yaml'));

    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(ran.err).toMatch(
      /^stocktake local: .*nowhere\.yaml: there is no such file; docs\/local\.md shows a seed; .*\n$/,
    );
  });

  test('--help names the document that shows a seed', async () => {
    expect((await runIn({}, 'local', '--help')).out).toMatch(/docs\/local\.md/);
  });

  test('a port that is taken is one line and ends with 1', async () => {
    const { port, release } = await takePort();

    const ran = await runIn({}, 'local', '--port', String(port));
    release();

    expect(ran).toEqual({
      code: 1,
      out: '',
      err: `stocktake local: port ${port} is taken; choose another with --port, or leave it out for a free one\n`,
    });
  });
});

/** Runs `local` until it is told to stop. */
function serveLocal(...words: readonly string[]) {
  const stopped = Promise.withResolvers<void>();
  const ready = Promise.withResolvers<string>();
  const paper = aScreen();
  const write = (text: string) => {
    paper.write(text);
    const [, endpoint] = /^ready (.+)$/m.exec(paper.printed()) ?? [];
    if (endpoint) ready.resolve(endpoint);
  };
  const code = run(['local', ...words], {
    environment: {},
    out: { ...paper, write },
    err: aScreen(),
    connect: () => Promise.reject(new Error('the local organization needs no connection')),
    untilStopped: () => stopped.promise,
  });
  return { ready: ready.promise, code, stop: () => stopped.resolve() };
}

function clientOf(endpoint: string): S3Client {
  const credentials = { accessKeyId: '111111111111', secretAccessKey: 'anything' };
  return new S3Client({ endpoint, region: 'eu-west-1', credentials, maxAttempts: 1 });
}

/** Asks again until there is an answer; the test's own timeout ends it. */
async function until<T>(ask: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
  }
}

async function takePort() {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return { port, release: () => server.close() };
}
