import { beforeAll, describe, expect, test } from '@jest/globals';
import { createDirectory } from '../../../infra/local/organizations/directory.ts';
import { defaultSeed } from '../../../infra/local/seed.ts';
import { AwsError } from '../../../infra/local/service.ts';
import { aHub, anAccount, type Hub, weekly } from './a-hub.ts';
import { denied, disable, here, KEEPER, MEMBER } from './doctor/harms.ts';
import { withDefault } from './edited-templates.ts';

describe('doctor, in an organization where all is well', () => {
  let hub: Hub;

  beforeAll(async () => {
    hub = await aHub();
  });

  test('tells what is well in counts, and ends with 0', async () => {
    const ran = await hub.stocktake('doctor');

    expect(ran).toMatchObject({ code: 0, err: '' });
    const [first, ...lines] = ran.out.split('\n');
    expect(first).toMatch(/^4 accounts, 3 regions as of \d{4}-/);
    expect(lines).toEqual([
      '',
      "✓ the hub's bus admits the forwarding role of the organization",
      '✓ 7 rules of the hub enabled',
      '✓ 6 queues of the hub take what rules send, encrypted',
      '✓ every dead letter is kept in the ledger (`stocktake redrive --dry-run` lists them)',
      '✓ every notice was published',
      '✓ somebody has confirmed to be told of failures',
      '✓ corrections are made',
      '✓ the organization tells its accounts',
      '✓ 3 stack sets active',
      '✓ 15 stack instances current',
      '✓ 4 member roles can be assumed',
      '✓ 4 doctor roles can be assumed',
      '✓ 15 forwarding rules enabled',
      '✓ 16 queues without undelivered events',
      '✓ 12 places with a trail that records writes',
      '✓ 4 accounts with every governed region enabled',
      '✓ no region is enabled that nobody governs',
      '✓ 3 destination buckets in place',
      '✓ 3 bucket policies take the reports of all accounts',
      '',
      'Nothing to mend.',
      '',
    ]);
  });

  test('prints one document for machines', async () => {
    const ran = await hub.stocktake('doctor', '--json');

    expect(ran.code).toBe(0);
    expect(JSON.parse(ran.out)).toEqual({
      version: 1,
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      healthy: true,
      gaps: [],
      notes: [],
      looked: {
        accounts: ['111111111111', '100000000001', '100000000002', '222222222222'],
        regions: ['ap-southeast-2', 'eu-west-1', 'us-east-1'],
      },
    });
  });

  test('only looks', async () => {
    const before = hub.organization.calls.length;

    await hub.stocktake('doctor');

    const operations = hub.organization.calls.slice(before).map(({ operation }) => operation);
    expect(operations).toContain('DescribeStackSet');
    expect(operations.filter((name) => !/^(Get|List|Describe|AssumeRole$)/.test(name))).toEqual([]);
  });

  test('looks at the accounts and regions that it is asked for', async () => {
    const words = ['--account', '111111111111', '--region', 'eu-west-1', '--json'];

    const ran = await hub.stocktake('doctor', ...words);

    expect(JSON.parse(ran.out)).toMatchObject({
      healthy: true,
      looked: { accounts: ['111111111111'], regions: ['eu-west-1'] },
    });
  });

  test('tells of no other region than the one that it is asked for', async () => {
    const other = await aHub();
    other.organization.machines.regions.disable(MEMBER, 'ap-southeast-2');
    other.organization.machines.regions.enable(MEMBER, 'me-south-1');

    const ran = await other.stocktake('doctor', '--region', here, '--json');
    const elsewhere = await other.stocktake('doctor', '--region', 'ap-southeast-2', '--json');

    expect(JSON.parse(ran.out)).toMatchObject({ healthy: true, gaps: [], notes: [] });
    expect(JSON.parse(elsewhere.out).gaps).toEqual([
      expect.objectContaining({ check: 'region-enabled', region: 'ap-southeast-2' }),
    ]);
  });

  test('ends with 1 for an account that is not governed', async () => {
    const ran = await hub.stocktake('doctor', '--account', '999999999999');

    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(ran.err).toBe(
      'stocktake doctor: 999999999999 is no active account that Stocktake governs; leave --account 999999999999 out\n',
    );
  });

  test('ends with 1 for a region that is not governed', async () => {
    const ran = await hub.stocktake('doctor', '--region', here, '--region', 'mars-north-1');

    expect(ran).toEqual({
      code: 1,
      out: '',
      err: 'stocktake doctor: mars-north-1 is no governed region; governed: ap-southeast-2, eu-west-1, us-east-1\n',
    });
  });

  test('ends with 1 when there is no way to the hub', async () => {
    const connect = () => Promise.reject(new AwsError('TimeoutError', 'no answer'));

    const ran = await hub.stocktakeIn({ connect }, 'doctor');

    expect(ran).toMatchObject({ code: 1, out: '' });
  });

  test('shows its progress to a person only', async () => {
    const ran = await hub.stocktakeIn({ isTerminal: true }, 'doctor');

    expect(ran.err).toContain('4 accounts looked at');
  });
});

test('the hub may be the management account', async () => {
  const hubPlace = { account: '100000000001', region: 'eu-west-1' };
  const hub = await aHub(undefined, undefined, { seed: { hub: hubPlace } });

  const ran = await hub.stocktake('doctor', '--json');

  expect(JSON.parse(ran.out)).toMatchObject({ healthy: true, gaps: [] });
});

test('accounts outside the governed units are left alone', async () => {
  const outsider = anAccount('444444444444', { unit: 'Sandbox' });
  const accounts = [anAccount('111111111111'), outsider];
  const { units } = createDirectory({ ...defaultSeed, accounts });
  const unit = [...units.values()].find(({ name }) => name === 'Workloads')?.id ?? '';
  const templates = withDefault('TargetUnitIds', unit);
  const hub = await aHub(undefined, accounts, { templates });

  const ran = await hub.stocktake('doctor', '--json');

  const { gaps, looked } = JSON.parse(ran.out);
  expect(looked.accounts).not.toContain('444444444444');
  expect(gaps).toEqual([]);
});

test('accounts that cannot be listed do not keep it from looking at those that are known', async () => {
  const hub = await aHub();
  const refusal = new AwsError('AccessDeniedException', 'You shall not see', { status: 400 });
  hub.organization.faults.next(1, { operation: 'ListAccounts' }, refusal);

  const ran = await hub.stocktake('doctor', '--account', '111111111111', '--json');

  const { gaps, looked } = JSON.parse(ran.out);
  expect(ran.code).toBe(2);
  expect(looked.accounts).toEqual(['111111111111']);
  expect(gaps).toEqual([expect.objectContaining({ check: 'could-not-look' })]);
});

test('a region is taken at its word while nobody can tell which are governed', async () => {
  const hub = await aHub();
  hub.organization.faults.next(3, { operation: 'DescribeStackSet' }, denied);

  const ran = await hub.stocktake('doctor', '--region', 'us-east-1', '--json');

  expect(ran.code).toBe(2);
  expect(JSON.parse(ran.out).looked.regions).toEqual(['us-east-1']);
});

test('gaps are told to people with their fixes, those that are alike once', async () => {
  const hub = await aHub();
  hub.organization.machines.trails.stop(undefined, here);
  await disable(MEMBER, 'stocktake-forward')(hub);
  await disable(KEEPER, 'stocktake-forward')(hub);

  const ran = await hub.stocktake('doctor');

  expect(ran.code).toBe(2);
  expect(ran.out).toContain('✓ 13 of 15 forwarding rules enabled\n');
  expect(ran.out.slice(ran.out.indexOf('✗')).split('\n')).toEqual([
    '✗ forwarding-rule',
    '  the rule stocktake-forward is disabled in 2 places: 111111111111/eu-west-1, 222222222222/eu-west-1',
    '    fix: with credentials of 111111111111: aws events enable-rule --region eu-west-1 --name stocktake-forward',
    '    and so in each of the others, with its own account and region',
    '',
    '✗ trail',
    '  no trail is logging there in 4 places: 100000000001/eu-west-1, 100000000002/eu-west-1, 111111111111/eu-west-1 and 1 more',
    '    fix: with credentials of 100000000001: aws cloudtrail start-logging --region eu-west-1 --name stocktake-organization-trail',
    '',
    '6 gaps. Nothing was changed.',
    '',
  ]);
});

test('doctor misses no stack set of the destination where the management account keeps the reports', async () => {
  const management = defaultSeed.organization.managementAccount;
  const mandate = weekly.replace('222222222222', management);
  const hub = await aHub(mandate, undefined, { seed: { destination: { account: management } } });

  const ran = await hub.stocktake('doctor');

  expect(ran.code).toBe(0);
  expect(ran.out).toContain('✓ 2 stack sets active\n');
  expect(ran.out).toContain('✓ 3 destination buckets in place\n');
});
