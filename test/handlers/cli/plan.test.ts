import { beforeEach, describe, expect, test } from '@jest/globals';
import {
  aConfiguration,
  aHub,
  anAccount,
  type Hub,
  holdSwitch,
  payments,
  weekly,
} from './a-hub.ts';

const governed = 'where: { accounts: ["111111111111"] }';
const mandate = weekly.replace('where: {}', governed);

describe('plan', () => {
  let hub: Hub;

  beforeEach(async () => {
    hub = await aHub(mandate);
    await hub.create(payments);
  });

  test('shows what would be put, as a diff, and ends with 2', async () => {
    const ran = await hub.stocktake('plan');

    expect(ran).toMatchObject({ code: 2, err: '' });
    expect(ran.out.split('\n')).toEqual([
      'payments-raw  111111111111 eu-west-1',
      '  + stocktake-weekly',
      '    there is no configuration stocktake-weekly',
      '      + IsEnabled                                  true',
      '      + IncludedObjectVersions                     Current',
      '      + Schedule.Frequency                         Weekly',
      '      + Destination.S3BucketDestination.Bucket     arn:aws:s3:::acme-inventory-eu-west-1',
      '      + Destination.S3BucketDestination.Format     CSV',
      '      + Destination.S3BucketDestination.AccountId  222222222222',
      '      + OptionalFields                             Size',
      '',
      '4 buckets of 4 accounts: 1 to put, 0 to delete, 0 not permitted.',
      'Nothing was written.',
      '',
    ]);
  });

  test('looks at directory buckets as well', async () => {
    const { account, region } = payments;
    const name = 'train--euw1-az1--x-s3';
    hub.organization.machines.s3.place({ name, account, region });

    const { out } = await hub.stocktake('plan', '--bucket', name);

    expect(out).toMatch(/^train--euw1-az1--x-s3 .*\n {2}\+ stocktake-weekly\n/);
  });

  test('writes nothing anywhere', async () => {
    const before = hub.organization.calls.length;

    await hub.stocktake('plan');

    const operations = hub.organization.calls.slice(before).map(({ operation }) => operation);
    expect(operations).toContain('ListBucketInventoryConfigurations');
    expect(operations.filter((name) => /^(Put|Delete|Update|Create|Send)/.test(name))).toEqual([]);
  });

  test('prints one document for machines', async () => {
    const ran = await hub.stocktake('plan', '--json');

    expect(JSON.parse(ran.out)).toEqual({
      version: 1,
      buckets: [
        {
          account: '111111111111',
          region: 'eu-west-1',
          bucket: 'payments-raw',
          changes: [
            {
              action: 'put',
              id: 'stocktake-weekly',
              rule: 'weekly',
              permitted: true,
              reasons: [expect.any(String)],
              after: expect.objectContaining({ Id: 'stocktake-weekly', IsEnabled: true }),
            },
          ],
          surplus: [],
        },
      ],
      counts: { put: 1, delete: 0, notPermitted: 0 },
      failed: [],
    });
  });

  test('ends with 0 when there is nothing to do', async () => {
    await hub.stocktake(
      'enforce',
      'payments-raw',
      '--account',
      '111111111111',
      '--region',
      'eu-west-1',
    );

    const ran = await hub.stocktake('plan', '--account', '111111111111');

    expect(ran).toEqual({
      code: 0,
      out: '1 bucket of 1 account: 0 to put, 0 to delete, 0 not permitted.\nNothing was written.\n',
      err: '',
    });
  });

  test.each([
    ['halted', 'corrections are halted'],
    ['report', 'the mode is report'],
    ['halted off', 'corrections are halted'],
    ['off', 'the mode is off'],
    ['perhaps', 'the emergency stop cannot be read'],
  ])('works while the switch is %j, and says that nothing is applied', async (text, why) => {
    holdSwitch(hub, text);

    const ran = await hub.stocktake('plan', '--json');

    expect(ran.code).toBe(2);
    expect(ran.err).toBe(`stocktake plan: nothing of this is applied: ${why}\n`);
    expect(JSON.parse(ran.out).counts).toMatchObject({ put: 1, notPermitted: 0 });
  });

  test('shows surplus and ends with 2', async () => {
    await hub.put(payments, aConfiguration('stocktake-retired'));
    await hub.put(payments, aConfiguration('team-own'));

    const ran = await hub.stocktake('plan', '--account', '111111111111', '--json');

    expect(ran.code).toBe(2);
    expect(JSON.parse(ran.out).buckets).toEqual([
      expect.objectContaining({ surplus: ['stocktake-retired'] }),
    ]);
  });

  test('a bucket that is nowhere is a line and ends with 1', async () => {
    const ran = await hub.stocktake('plan', '--bucket', 'payments-raw', '--bucket', 'payments-rwa');

    expect(ran.code).toBe(1);
    expect(ran.out).toContain('1 bucket of 4 accounts: 1 to put');
    expect(ran.err).toBe(
      'stocktake plan: there is no bucket payments-rwa in the accounts that could be read\n',
    );
  });

  test('shows how far it is to a person who waits', async () => {
    const ran = await hub.stocktakeIn({ isTerminal: true }, 'plan', '--account', '111111111111');

    expect(ran.err).toBe('\r\u001B[K1 bucket looked at\r\u001B[K');
  });
});

describe('plan', () => {
  test('counts what a rule only reports as not permitted', async () => {
    const hub = await aHub(mandate.replace(governed, `enforcement: report\n    ${governed}`));
    await hub.create(payments);

    const ran = await hub.stocktake('plan', '--json');

    expect(ran.code).toBe(2);
    expect(JSON.parse(ran.out).counts).toEqual({ put: 0, delete: 0, notPermitted: 1 });
  });

  test('shows what prune would remove, member by member', async () => {
    const hub = await aHub(`${mandate}prune: true\n`);
    await hub.create(payments);
    await hub.put(payments, aConfiguration('stocktake-retired'));

    const ran = await hub.stocktake('plan');

    expect(ran.out).toContain('  - stocktake-retired\n');
    expect(ran.out).toMatch(/^ {6}- Schedule\.Frequency +Daily$/m);
    expect(ran.out).toContain('1 to put, 1 to delete, 0 not permitted.');
  });

  test('a rule that cannot be decided is something to do', async () => {
    const creators =
      'where: { creators: ["arn:aws:iam::111111111111:role/deploy"], accounts: ["111111111111"] }';
    const hub = await aHub(mandate.replace(governed, creators));
    await hub.create(payments);

    const ran = await hub.stocktake('plan');

    expect(ran.code).toBe(2);
    expect(ran.out).toContain('  ? weekly  undecided');
  });

  test('an account that cannot be read is a line, and holds nothing else up', async () => {
    const accounts = [anAccount('111111111111'), anAccount('444444444444', { role: 'missing' })];
    const hub = await aHub(mandate, accounts);
    await hub.create(payments);

    const ran = await hub.stocktake('plan', '--json');

    expect(ran.code).toBe(1);
    expect(ran.err).toMatch(/^stocktake plan: 444444444444: .* \(role-not-ready\)\n$/);
    expect(JSON.parse(ran.out)).toMatchObject({
      counts: { put: 1 },
      failed: [{ account: '444444444444', cause: 'role-not-ready', message: expect.any(String) }],
    });
  });

  test('leaves accounts out that are not active', async () => {
    const accounts = [anAccount('111111111111'), anAccount('777777777777', { state: 'SUSPENDED' })];
    const hub = await aHub(mandate, accounts);

    const ran = await hub.stocktake('plan');

    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.out).toContain('3 buckets of 4 accounts');
  });

  test('a mistake in the mandate is one line, before anything is asked', async () => {
    const hub = await aHub(mandate.replace('Weekly', 'Yearly').replace('CSV', 'TSV'));
    const before = hub.organization.calls.length;

    const ran = await hub.stocktake('plan');

    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(ran.err).toMatch(
      /^stocktake plan: .*mandate.yaml:6:\d+ .* \(and 1 more\); `stocktake validate .*` shows all\n$/,
    );
    expect(hub.organization.calls).toHaveLength(before);
  });
});
