import { beforeEach, describe, expect, test } from '@jest/globals';
import { claimLetter } from '../../../infra/aws/letter-claim.ts';
import { type KeptLetter, keepLetter, keptLetters } from '../../../infra/aws/letters.ts';
import type { Cloud } from '../../../infra/cloud.ts';
import { connectHub } from '../../../infra/connect-hub.ts';
import type { Message } from '../../../infra/local/queues/queue.ts';
import { AwsError } from '../../../infra/local/service.ts';
import { aHub, anAccount, at, type Hub, payments } from './a-hub.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;
const elsewhere = { account: '444444444444', region: 'us-east-1', name: 'dev-scratch' };
const memberRole = 'arn:aws:iam::111111111111:role/stocktake/stocktake-member';

const serverError = new AwsError('InternalFailure', 'We failed.', { status: 500 });

let hub: Hub;
let cloud: Cloud;

beforeEach(async () => {
  hub = await aHub(undefined, [anAccount('111111111111'), anAccount('444444444444')]);
  const credentials = { accessKeyId: '100000000002', secretAccessKey: 'anything' };
  const { requestHandler } = hub.organization;
  cloud = await connectHub({ AWS_REGION: 'eu-west-1' }, undefined, { credentials, requestHandler });
});

async function keep(id: string, more: Partial<KeptLetter> = {}): Promise<KeptLetter> {
  const letter: KeptLetter = {
    id,
    body: `{"of":"${id}"}`,
    cause: 'throttled',
    attempts: 7,
    firstSeen: Date.now() - HOUR,
    lastSeen: Date.now(),
    reason: 'SlowDown: Please reduce your request rate.',
    about: payments,
    ...more,
  };
  await keepLetter(cloud, letter);
  return letter;
}

function queued(): readonly Message[] {
  return workQueue()?.messages() ?? [];
}

function workQueue() {
  return hub.organization.machines.queues.find('arn:aws:sqs:eu-west-1:100000000002:stocktake-work');
}

/** Messages of the work queue, by the ids of their letters. */
function idsQueued(): (string | undefined)[] {
  return queued().map(({ attributes }) => attributes.letter?.StringValue);
}

function checksQueued(): unknown[] {
  return queued().map(({ body }) => JSON.parse(body).detail);
}

async function kept(): Promise<string[]> {
  const letters = await Array.fromAsync(keptLetters(cloud));
  return letters.map(({ id }) => id);
}

async function redrive(...words: readonly string[]) {
  const { code, out, err } = await hub.stocktake('redrive', ...words, '--json');
  return { code, err, ...JSON.parse(out) };
}

describe('redrive', () => {
  test('sends the letters as they came, without what they have been through', async () => {
    await keep('letter-1');

    const ran = await hub.stocktake('redrive');

    expect(ran).toEqual({
      code: 0,
      out: '1 letter sent back.\n`stocktake status` shows what comes of it.\n',
      err: '',
    });
    expect(queued()).toMatchObject([
      { body: '{"of":"letter-1"}', attributes: { letter: { StringValue: 'letter-1' } } },
    ]);
    expect(Object.keys(queued()[0]?.attributes ?? {})).toEqual(['letter']);
    expect(await kept()).toEqual(['letter-1']);
  });

  test('tells machines how many, and of what', async () => {
    const firstSeen = Date.parse('2026-01-01T00:00:00Z');
    await keep('letter-1', { firstSeen });
    await keep('letter-2');
    await keep('letter-3', { cause: 'malformed-message', about: {}, firstSeen });

    const ran = await hub.stocktake('redrive', '--json');

    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(ran.out)).toEqual({
      version: 1,
      sent: 3,
      checked: 0,
      discarded: 0,
      skipped: 0,
      failed: [],
      causes: {
        'malformed-message': [{ letters: 1, buckets: 0, oldest: '2026-01-01T00:00:00.000Z' }],
        throttled: [
          { account: '111111111111', letters: 2, buckets: 0, oldest: '2026-01-01T00:00:00.000Z' },
        ],
      },
    });
  });

  test.each<[string, readonly string[]]>([
    ['--cause timeout', ['slow', 'slow-elsewhere']],
    ['--account 444444444444', ['slow-elsewhere']],
    ['--account 444444444444 --account 111111111111', ['slow', 'slow-elsewhere', 'throttled']],
    ['--older-than 2h', ['slow']],
    ['--cause timeout --older-than 30m --account 111111111111', ['slow']],
    ['--cause conflict', ['nameless']],
  ])('%s means only these', async (line, meant) => {
    await keep('throttled');
    await keep('slow', { cause: 'timeout', firstSeen: Date.now() - 3 * HOUR });
    await keep('slow-elsewhere', { cause: 'timeout', about: elsewhere });
    await keep('nameless', { about: {}, cause: 'conflict', firstSeen: Date.now() });

    await redrive(...line.split(' '));

    expect(new Set(idsQueued())).toEqual(new Set(meant));
  });

  test('says so when there is nothing', async () => {
    const ran = await hub.stocktake('redrive');

    expect(ran).toEqual({ code: 0, out: 'There is nothing of this kind.\n', err: '' });
  });

  test('lets fifty arrive each second, the oldest first', async () => {
    const ids = Array.from({ length: 101 }, (_, place) => `letter-${place}`);
    for (const [place, id] of ids.entries()) await keep(id, { firstSeen: 1_000_000 + place });

    await redrive();

    const delays = queued().map(({ sentAt, visibleAt }) => (visibleAt - sentAt) / 1_000);
    expect(idsQueued()).toEqual(ids);
    expect(delays).toEqual([...Array(50).fill(0), ...Array(50).fill(1), 2]);
  });

  test('shows how far it is to whoever waits', async () => {
    await keep('letter-1');
    await keep('letter-2');

    const ran = await hub.stocktakeIn({ isTerminal: true }, 'redrive');

    expect(ran.err).toContain('1 of 2');
    expect(ran.err.endsWith('2 of 2\r\u001B[K')).toBe(true);
  });
});

describe('a letter that somebody has sent back', () => {
  test('is skipped for a quarter of an hour', async () => {
    const letter = await keep('letter-1');
    await claimLetter(cloud, letter, Date.now() - 14 * MINUTE);

    const ran = await hub.stocktake('redrive');

    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.out).toContain('1 skipped: somebody has just sent them.');
    expect(queued()).toEqual([]);
  });

  test('is sent again after that: it may never have left', async () => {
    const letter = await keep('letter-1');
    await claimLetter(cloud, letter, Date.now() - 16 * MINUTE);

    expect(await redrive()).toMatchObject({ code: 0, sent: 1, skipped: 0 });
  });

  test('is not thrown away', async () => {
    const letter = await keep('letter-1');
    await claimLetter(cloud, letter, Date.now());

    const ran = await redrive('--cause', 'throttled', '--discard');

    expect(ran).toMatchObject({ code: 0, discarded: 0, skipped: 1 });
    expect(await kept()).toEqual(['letter-1']);
  });
});

describe('a claim whose answer gets lost', () => {
  test('is still ours: the letter is sent', async () => {
    await keep('letter-1');
    hub.organization.faults.next(1, { operation: 'UpdateItem' }, 'lost-answer');

    const ran = await redrive();

    expect(ran).toMatchObject({ code: 0, sent: 1, skipped: 0 });
    expect(idsQueued()).toEqual(['letter-1']);
  });
});

describe('what cannot be sent', () => {
  test('is a line each, ends with 1, and can be sent again at once', async () => {
    await keep('letter-1', { firstSeen: 1_000 });
    await keep('letter-2', { about: {} });
    const refusal = new AwsError('AccessDenied', 'not authorized to perform: sqs:SendMessage', {
      status: 403,
    });
    hub.organization.faults.next(1, { operation: 'SendMessageBatch' }, refusal);

    const ran = await hub.stocktake('redrive');
    const again = await redrive();

    expect(ran.code).toBe(1);
    expect(ran.out).toBe('Nothing could be sent.\n');
    expect(ran.err.split('\n')).toEqual([
      expect.stringMatching(
        /^stocktake redrive: letter letter-1 payments-raw 111111111111 eu-west-1: .*sqs:SendMessage/,
      ),
      expect.stringMatching(/^stocktake redrive: letter letter-2: .*sqs:SendMessage/),
      '',
    ]);
    expect(again).toMatchObject({ code: 0, sent: 2, skipped: 0 });
  });

  test('holds nothing else up', async () => {
    await keep('letter-1');
    await keep('letter-2', { body: 'a bell \u0007' });

    const ran = await redrive();

    expect(ran).toMatchObject({ code: 1, sent: 1 });
    expect(ran.failed).toEqual([
      {
        letter: 'letter-2',
        account: '111111111111',
        region: 'eu-west-1',
        bucket: 'payments-raw',
        message: expect.stringMatching(/^InvalidMessageContents: /),
      },
    ]);
    expect(idsQueued()).toEqual(['letter-1']);
  });

  test.each([
    ['taken, and the answer lost', 'lost-answer', ['letter-1', 'letter-2']],
    ['answered with an error of AWS’s own', serverError, []],
  ] as const)('may have been sent all the same: %s', async (_, fault, inQueue) => {
    await keep('letter-1', { firstSeen: 1_000 });
    await keep('letter-2');
    hub.organization.faults.next(1, { operation: 'SendMessageBatch' }, fault);

    const ran = await redrive();
    const again = await redrive();

    expect(ran).toMatchObject({
      code: 1,
      sent: 0,
      failed: [{ letter: 'letter-1' }, { letter: 'letter-2' }],
    });
    expect(ran.failed[0].message).toMatch(
      /; it may have been sent all the same: if it is still there after \d{4}-.*Z, it can be tried again$/,
    );
    expect(again).toMatchObject({ code: 0, sent: 0, skipped: 2 });
    expect(idsQueued()).toEqual(inQueue);
  });

  test('includes a letter that cannot be claimed', async () => {
    await keep('letter-1');
    const refusal = new AwsError('ResourceNotFoundException', 'no such table', { status: 400 });
    hub.organization.faults.next(1, { operation: 'UpdateItem' }, refusal);

    const ran = await redrive();

    expect(ran).toMatchObject({ code: 1, sent: 0, failed: [{ letter: 'letter-1' }] });
    expect(queued()).toEqual([]);
  });

  test('is nothing at all while the ledger is unreadable', async () => {
    const refusal = new AwsError('ResourceNotFoundException', 'no such table', { status: 400 });
    hub.organization.faults.next(1, { service: 'dynamodb' }, refusal);

    const ran = await hub.stocktake('redrive');

    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(ran.err).toBe('stocktake redrive: the ledger cannot be read: no such table\n');
  });
});

describe('buckets without a letter', () => {
  /** One that belongs to somebody else has failed at once; one that lacks a permission still waits. */
  const stolen = { ...payments, account: '444444444444' };
  const denied = { ...payments, name: 'payments-denied' };

  beforeEach(async () => {
    await hub.create(payments);
    await hub.create(denied);
    const restore = hub.organization.revoke(memberRole, 's3:PutInventoryConfiguration');
    await hub.stocktake('enforce', denied.name, ...at(denied));
    restore();
    await hub.stocktake('enforce', stolen.name, ...at(stolen));
    workQueue()?.purge();
  });

  function detailOf({ account, region, name: bucket }: typeof payments) {
    return { account, region, bucket };
  }

  test('are checked if they have failed', async () => {
    const ran = await redrive();

    expect(ran).toMatchObject({ code: 0, sent: 0, checked: 1 });
    expect(ran.causes).toMatchObject({
      'wrong-owner': [{ account: '444444444444', letters: 0, buckets: 1 }],
    });
    expect(checksQueued()).toEqual([detailOf(stolen)]);
  });

  test('are checked while they wait if their cause is named', async () => {
    const ran = await hub.stocktake('redrive', '--cause', 'denied');

    expect(ran.out).toMatch(/^1 bucket to be checked\.\n/);
    expect(checksQueued()).toEqual([detailOf(denied)]);
  });

  test('are checked if a halt was the last that they met, and that is named', async () => {
    const held = { ...payments, name: 'payments-held' };
    await hub.create(held);
    await hub.stocktake('halt');
    await hub.stocktake('enforce', held.name, ...at(held));
    await hub.stocktake('resume');
    workQueue()?.purge();

    const unnamed = await redrive('--dry-run');
    const elsewhere = await redrive('--cause', 'halted', '--account', '444444444444');
    const ran = await redrive('--cause', 'halted');

    expect(Object.keys(unnamed.causes)).not.toContain('halted');
    expect(elsewhere).toMatchObject({ checked: 0 });
    expect(ran.causes).toMatchObject({ halted: [{ account: '111111111111', buckets: 1 }] });
    expect(checksQueued()).toEqual([detailOf(held)]);
  });

  test('are asked for in the name of the hub', async () => {
    await redrive();

    const [check] = queued();
    expect(JSON.parse(check?.body ?? '')).toMatchObject({
      source: 'stocktake',
      'detail-type': 'Bucket Check Requested',
      account: '100000000002',
      region: 'eu-west-1',
    });
    expect(check?.attributes).toEqual({});
  });

  test('are not sent twice if they have a letter', async () => {
    await keep('letter-1', { about: stolen, cause: 'wrong-owner' });

    expect(await redrive()).toMatchObject({ sent: 1, checked: 0 });
  });

  test('are left alone by --discard', async () => {
    const ran = await redrive('--cause', 'wrong-owner', '--discard');

    expect(ran).toMatchObject({ code: 0, discarded: 0, checked: 0, causes: {} });
    expect(queued()).toEqual([]);
  });

  test('are left alone if they are too young, or another account’s', async () => {
    expect(await redrive('--older-than', '1h')).toMatchObject({ checked: 0 });
    expect(await redrive('--account', '111111111111')).toMatchObject({ checked: 0 });
  });
});

describe('--discard', () => {
  test('throws the letters away that are meant', async () => {
    await keep('letter-1', { cause: 'malformed-message' });
    await keep('letter-2');

    const ran = await hub.stocktake('redrive', '--cause', 'malformed-message', '--discard');

    expect(ran).toEqual({ code: 0, out: '1 letter thrown away.\n', err: '' });
    expect(await kept()).toEqual(['letter-2']);
    expect(queued()).toEqual([]);
  });

  test('ends with 1 when a letter cannot be thrown away', async () => {
    await keep('letter-1');
    const refusal = new AwsError('ResourceNotFoundException', 'no such table', { status: 400 });
    hub.organization.faults.next(1, { operation: 'DeleteItem' }, refusal);

    const ran = await hub.stocktake('redrive', '--cause', 'throttled', '--discard');

    expect(ran.code).toBe(1);
    expect(ran.err).toMatch(/^stocktake redrive: letter letter-1 payments-raw .*no such table/);
  });
});

describe('--dry-run', () => {
  test.each([[['--dry-run']], [['--dry-run', '--discard', '--cause', 'throttled']]])(
    '%j writes nothing',
    async (words) => {
      await keep('letter-1');
      await hub.stocktake(
        'enforce',
        payments.name,
        ...at({ ...payments, account: '444444444444' }),
      );
      const before = hub.organization.calls.length;

      const ran = await hub.stocktake('redrive', ...words);

      const calls = hub.organization.calls.slice(before).map(({ operation }) => operation);
      expect(ran.code).toBe(0);
      expect(new Set(calls)).toEqual(
        new Set(['GetCallerIdentity', 'GetParameter', 'AssumeRole', 'Query']),
      );
      expect(queued()).toEqual([]);
    },
  );

  test('shows what would be sent, by cause and account, and the letters', async () => {
    const firstSeen = Date.parse('2026-01-01T00:00:00Z');
    const lastSeen = Date.parse('2026-01-01T01:00:00Z');
    await keep('letter-1', { firstSeen, lastSeen });
    await keep('letter-2', {
      about: {},
      cause: 'malformed-message',
      attempts: 1,
      firstSeen: lastSeen,
      lastSeen,
      reason: 'the body is not JSON',
      body: `\u001B[31mred\n${'x'.repeat(1_000)}`,
    });

    const { out } = await hub.stocktake('redrive', '--dry-run');

    expect(out.split('\n')).toEqual([
      '2 letters would be sent back:',
      '  cause              account       letters  buckets  oldest',
      '  malformed-message  -                   1        0  2026-01-01T01:00:00.000Z',
      '  throttled          111111111111        1        0  2026-01-01T00:00:00.000Z',
      '',
      'Letters',
      '  letter-1  throttled',
      '    payments-raw 111111111111 eu-west-1',
      '    7 attempts, 2026-01-01T00:00:00.000Z to 2026-01-01T01:00:00.000Z: SlowDown: Please reduce your request rate.',
      '    {"of":"letter-1"}',
      '  letter-2  malformed-message',
      '    names no bucket',
      '    1 attempt, 2026-01-01T01:00:00.000Z to 2026-01-01T01:00:00.000Z: the body is not JSON',
      `    [31mred ${'x'.repeat(191)}…`,
      '',
      'Nothing was written.',
      '',
    ]);
  });

  test('shows ten letters, and says how many more there are', async () => {
    for (let at = 0; at < 12; at += 1) await keep(`letter-${at}`, { firstSeen: 1_000 + at });

    const { out } = await hub.stocktake('redrive', '--dry-run');

    expect(out.match(/^ {2}letter-\d+ {2}throttled$/gm)).toHaveLength(10);
    expect(out).toContain('\n  and 2 more\n');
  });

  test('tells which letter would be skipped', async () => {
    await claimLetter(cloud, await keep('letter-1'), Date.now());

    const { out } = await hub.stocktake('redrive', '--dry-run');

    expect(out).toContain('    has just been sent back: it would be skipped\n');
  });

  test('counts buckets to be checked, and tells of none where there is nothing', async () => {
    const empty = await hub.stocktake('redrive', '--dry-run');
    await hub.create(payments);
    await hub.stocktake('enforce', payments.name, ...at({ ...payments, account: '444444444444' }));

    const { out } = await hub.stocktake('redrive', '--dry-run');

    expect(empty.out).toBe('There is nothing of this kind.\n');
    expect(out).toMatch(/^0 letters would be sent back, 1 bucket checked:\n/);
  });

  test('tells machines the same', async () => {
    const firstSeen = Date.parse('2026-01-01T00:00:00Z');
    await keep('letter-1', { firstSeen, lastSeen: firstSeen });

    const { out } = await hub.stocktake('redrive', '--dry-run', '--json');

    const oldest = '2026-01-01T00:00:00.000Z';
    expect(JSON.parse(out)).toEqual({
      version: 1,
      dryRun: true,
      sent: 0,
      checked: 0,
      discarded: 0,
      skipped: 0,
      failed: [],
      causes: { throttled: [{ account: '111111111111', letters: 1, buckets: 0, oldest }] },
      letters: [
        {
          id: 'letter-1',
          cause: 'throttled',
          account: '111111111111',
          region: 'eu-west-1',
          bucket: 'payments-raw',
          attempts: 7,
          firstSeen: oldest,
          lastSeen: oldest,
          reason: 'SlowDown: Please reduce your request rate.',
          body: '{"of":"letter-1"}',
          underway: false,
        },
      ],
    });
  });
});
