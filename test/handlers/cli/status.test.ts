import { beforeAll, describe, expect, test } from '@jest/globals';
import { collectTroubled } from '../../../handlers/cli/troubled-buckets.ts';
import { announceHit } from '../../../infra/aws/incidents.ts';
import { noteMilestone, recall, record } from '../../../infra/aws/ledger.ts';
import { type BucketEntry, blankEntry, type Observation } from '../../../infra/aws/ledger-item.ts';
import { keepLetter } from '../../../infra/aws/letters.ts';
import type { Cloud } from '../../../infra/cloud.ts';
import { connectHub } from '../../../infra/connect-hub.ts';
import { AwsError } from '../../../infra/local/service.ts';
import type { BucketRef } from '../../../rules/bucket.ts';
import { nameOfSpot } from '../../../rules/incident.ts';
import type { State } from '../../../rules/outcome.ts';
import { aHub, anAccount, at, type Hub, holdSwitch, payments } from './a-hub.ts';

/** The world as an operator sees it. */
function connectTo({ organization: { requestHandler } }: Hub): Promise<Cloud> {
  const credentials = { accessKeyId: '100000000002', secretAccessKey: 'anything' };
  return connectHub({ AWS_REGION: 'eu-west-1' }, undefined, { credentials, requestHandler });
}

type Ending = Pick<Observation, 'outcome' | 'cause' | 'exemption'>;

/** A run for the bucket that ended so. */
async function meet(hub: Hub, bucket: BucketRef, ending: Ending): Promise<void> {
  const cloud = await connectTo(hub);
  const observedAt = cloud.clock.now();
  const known = await recall(cloud, bucket);
  await record(cloud, known, { ...ending, observedAt, rules: [], surplus: [] });
}

describe('status', () => {
  let hub: Hub;
  const elsewhere = { account: '444444444444', region: 'us-east-1', name: 'dev-scratch' };
  const unseen = { ...payments, name: 'payments-unseen' };

  beforeAll(async () => {
    hub = await aHub(undefined, [anAccount('111111111111'), anAccount('444444444444')]);
    await hub.create(payments);
    await hub.stocktake('enforce', 'payments-raw', ...at(payments));
    await hub.stocktake('enforce', 'dev-scratch', ...at(elsewhere));
    await hearOfBirth(hub);
  });

  async function hearOfBirth(hub: Hub): Promise<void> {
    const cloud = await connectTo(hub);
    await noteMilestone(cloud, unseen, { kind: 'created', at: 1_000 });
  }

  const none = {
    compliant: 0,
    drifted: 0,
    exempt: 0,
    unmatched: 0,
    unsupported: 0,
    undecided: 0,
    deferred: 0,
    failed: 0,
    unknown: 0,
    gone: 0,
  };

  test('counts every state, and the counts add up', async () => {
    const ran = await hub.stocktake('status', '--json');

    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(ran.out)).toEqual({
      version: 1,
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      enforcement: 'correct',
      total: 2,
      buckets: { ...none, compliant: 1, unknown: 1, gone: 1 },
      accounts: [
        {
          account: '111111111111',
          name: 'account-111',
          total: 2,
          buckets: { ...none, compliant: 1, unknown: 1 },
        },
        { account: '444444444444', name: 'account-444', total: 0, buckets: { ...none, gone: 1 } },
      ],
      incidents: [],
      exemptions: [],
      surplus: 0,
      awaits: 0,
      listed: {
        accounts: 0,
        buckets: 0,
        difference: 0,
        differing: [],
        failing: [],
        never: expect.arrayContaining(['111111111111', '444444444444']),
      },
    });
  });

  test('tells people the same', async () => {
    const { out } = await hub.stocktake('status');

    expect(out).toMatch(/^2 buckets as of \S+\nno sweep has listed the buckets of S3 yet\n/);
    expect(out).toContain(
      '  ✓ compliant  1\n  ? unknown    1\n  ○ gone       1  not in the total\n',
    );
    expect(out).toContain('  111111111111  account-111      2          1        1     0\n');
    expect(out).toContain('No open incidents.');
  });

  test.each([
    ['report', 'report', 'the mode is report'],
    ['off', 'off', 'the mode is off'],
    ['halted report', 'halted', 'corrections are halted'],
    ['perhaps', 'unreadable', 'the emergency stop cannot be read'],
  ])('says in its first line that nothing is corrected: %j', async (text, enforcement, why) => {
    holdSwitch(hub, text);

    const { out } = await hub.stocktake('status');
    const document = await hub.stocktake('status', '--json');
    holdSwitch(hub, 'correct');

    expect(out.split('\n')[0]).toMatch(
      new RegExp(`^2 buckets as of \\S+ {2}■ nothing is corrected: ${why}$`),
    );
    expect(JSON.parse(document.out)).toMatchObject({ enforcement });
  });

  test('--account looks at one account only', async () => {
    const ran = await hub.stocktake('status', '--account', '444444444444', '--json');

    expect(JSON.parse(ran.out)).toMatchObject({
      total: 0,
      accounts: [{ account: '444444444444' }],
    });
  });

  test('--check ends with 2 while buckets are unknown', async () => {
    const all = await hub.stocktake('status', '--check');
    const known = await hub.stocktake('status', '--check', '--account', '444444444444');

    expect(all.code).toBe(2);
    expect(known.code).toBe(0);
  });

  test('does without names when Organizations does not answer', async () => {
    const refusal = new AwsError('AccessDeniedException', 'You are not allowed', { status: 400 });
    hub.organization.faults.next(1, { operation: 'ListAccounts' }, refusal);

    const ran = await hub.stocktake('status', '--json');

    expect(ran.code).toBe(0);
    expect(ran.err).toMatch(/^stocktake status: accounts have no names: .*\n$/);
    expect(JSON.parse(ran.out)).toMatchObject({ total: 2, accounts: [{ name: '' }, { name: '' }] });
  });

  test('an unreadable ledger is one line and ends with 1', async () => {
    const refusal = new AwsError('ResourceNotFoundException', 'no such table', { status: 400 });
    hub.organization.faults.next(1, { service: 'dynamodb' }, refusal);

    const ran = await hub.stocktake('status');

    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(ran.err).toBe('stocktake status: the ledger cannot be read: no such table\n');
  });
});

test('an empty ledger is told as that', async () => {
  const hub = await aHub();

  const ran = await hub.stocktake('status', '--check');

  expect(ran.code).toBe(0);
  expect(ran.out).toContain('The ledger knows no bucket yet: it fills as events arrive.\n');
});

test('an empty ledger too says that nothing is corrected', async () => {
  const hub = await aHub();
  await hub.stocktake('mode', 'off');

  const ran = await hub.stocktake('status');

  expect(ran.out).toContain('as events arrive.  ■ nothing is corrected: the mode is off\n');
});

describe('status, with incidents', () => {
  const stolen = { ...payments, account: '444444444444' };
  const denied = { ...payments, name: 'payments-denied' };
  let hub: Hub;

  beforeAll(async () => {
    hub = await aHub(undefined, [anAccount('111111111111'), anAccount('444444444444')]);
    await hub.create(payments);
    await hub.create(denied);
    const memberRole = 'arn:aws:iam::111111111111:role/stocktake/stocktake-member';
    const restore = hub.organization.revoke(memberRole, 's3:PutInventoryConfiguration');
    await hub.stocktake('enforce', denied.name, ...at(denied));
    restore();
    await hub.stocktake('enforce', payments.name, ...at(stolen));
  });

  async function statusOf(...words: readonly string[]) {
    const { out } = await hub.stocktake('status', '--json', ...words);
    return JSON.parse(out);
  }

  const since = expect.stringMatching(/^20\d\d-.*Z$/);
  const ofDenied = {
    id: expect.stringMatching(/^denied\/111111111111\/20\d{6}T\d{6}Z$/),
    cause: 'denied',
    account: '111111111111',
    since,
    buckets: 1,
    sample: ['payments-denied'],
    headline: 'A permission is missing in account 111111111111 (account-111): 1 bucket waiting',
    nextStep:
      'npm run stocktake -- explain payments-denied --account 111111111111 --region eu-west-1',
    told: false,
  };

  test('tells machines what they hit and what to do, the oldest first', async () => {
    const { incidents } = await statusOf();

    expect(incidents).toEqual([
      ofDenied,
      expect.objectContaining({ cause: 'wrong-owner', sample: ['payments-raw'] }),
    ]);
  });

  test('--account leaves out those of other accounts', async () => {
    const { incidents } = await statusOf('--account', '111111111111');

    expect(incidents).toEqual([ofDenied]);
  });

  test('--account keeps those that are nobody’s alone', async () => {
    const trouble = { ...payments, account: '222222222222' };
    await meet(hub, trouble, { outcome: 'failed', cause: 'unavailable' });

    const { incidents } = await statusOf('--account', '111111111111');

    await meet(hub, trouble, { outcome: 'gone' });
    expect(incidents).toEqual([
      ofDenied,
      expect.objectContaining({
        cause: 'unavailable',
        headline: 'AWS does not answer properly in the organization: 1 bucket failed',
      }),
    ]);
  });

  test('tells people the same, and does not name their buckets a second time', async () => {
    const { out } = await hub.stocktake('status');

    expect(out).toMatch(
      /Open incidents\n {2}✗ A permission is missing .*: 1 bucket waiting\n {4}for less than a minute, since 20.*Z; nobody has been told yet\n {4}payments-denied\n {4}npm run stocktake -- explain/,
    );
    expect(out).not.toContain('To look at');
  });

  test('names every troubled bucket for machines, the worst first', async () => {
    const { troubled } = await statusOf();

    expect(troubled).toEqual([
      { ...placeOf(stolen), state: 'failed', cause: 'wrong-owner', since },
      { ...placeOf(denied), state: 'deferred', cause: 'denied', since },
    ]);
  });

  test('names to people the troubled that are in none, and says how to learn why', async () => {
    const waiting = { ...payments, name: 'payments-new' };
    await meet(hub, waiting, { outcome: 'deferred', cause: 'not-yet-visible' });

    const { out } = await hub.stocktake('status');

    await meet(hub, waiting, { outcome: 'gone' });
    expect(out).toMatch(
      /To look at\n {2}… deferred {2}payments-new {2}111111111111 {2}eu-west-1 {2}not-yet-visible {2}since 20.*\n {2}why: stocktake explain payments-new --account 111111111111 --region eu-west-1\n\nOpen/,
    );
  });

  test('--check ends with 2 while one is open', async () => {
    const { code } = await hub.stocktake('status', '--check', '--account', '444444444444');

    expect(code).toBe(2);
  });

  function placeOf({ account, region, name: bucket }: typeof payments) {
    return { account, region, bucket };
  }
});

test('status --check ends with 2 for an incident that hits messages alone', async () => {
  const hub = await aHub();
  const cloud = await connectTo(hub);
  const letter = { id: 'm1', body: 'nonsense', attempts: 1, firstSeen: 0, lastSeen: 0 } as const;
  const spot = { cause: 'malformed-message' } as const;
  await announceHit(cloud, { spot, isFailed: true });
  await keepLetter(cloud, {
    ...letter,
    ...spot,
    reason: 'no JSON',
    about: {},
    incident: nameOfSpot(spot),
  });

  const ran = await hub.stocktake('status', '--check');

  expect(ran.code).toBe(2);
  expect(ran.out).toContain('Messages cannot be understood in the organization: 1 message failed');
});

test('the troubled beyond a hundred are counted and not named, the worst never among them', () => {
  const troubled = collectTroubled();
  for (let at = 0; at < 250; at += 1) troubled.see(anEntry(at, 'deferred'));
  troubled.see(anEntry(999, 'failed'));

  expect(troubled.worst()).toHaveLength(100);
  expect(troubled.worst()[0]).toMatchObject({ bucket: 'bucket-999', state: 'failed' });
});

function anEntry(at: number, state: State): BucketEntry {
  return { ...blankEntry({ ...payments, name: `bucket-${at}` }), state };
}

describe('status, of buckets that are exempt', () => {
  let hub: Hub;
  const owner = 'platform@example.com';
  const rotates = { reason: 'The vendor rotates it', owner, expires: '2027-03-31' };
  const moves = { reason: 'It is moving', owner, expires: '2026-12-31', ticket: 'SEC-1' };

  beforeAll(async () => {
    hub = await aHub();
    for (const [name, exemption] of Object.entries({
      first: rotates,
      second: moves,
      third: rotates,
    })) {
      await meet(hub, { ...payments, name }, { outcome: 'exempt', exemption });
    }
    await meet(hub, { ...payments, name: 'before' }, { outcome: 'exempt' });
  });

  test('counts them by exemption, the one that ends first first', async () => {
    const { out } = await hub.stocktake('status', '--json');

    expect(JSON.parse(out)).toMatchObject({
      buckets: { exempt: 4 },
      exemptions: [
        { ...moves, buckets: 1 },
        { ...rotates, buckets: 2 },
      ],
    });
  });

  test('says who answers for them, why and until when', async () => {
    const { out } = await hub.stocktake('status');

    expect(out).toContain(
      [
        'Exemptions',
        '  1 bucket   until 2026-12-31  platform@example.com  It is moving (SEC-1)',
        '  2 buckets  until 2027-03-31  platform@example.com  The vendor rotates it',
        '',
        '',
      ].join('\n'),
    );
  });
});
