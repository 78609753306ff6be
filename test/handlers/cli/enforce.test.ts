import { beforeEach, describe, expect, test } from '@jest/globals';
import { AwsError } from '../../../infra/local/service.ts';
import { aHub, at, type Hub, payments, weekly } from './a-hub.ts';

describe('enforce', () => {
  let hub: Hub;
  const enforce = (...more: readonly string[]) =>
    hub.stocktake('enforce', 'payments-raw', ...at(payments), ...more);

  beforeEach(async () => {
    hub = await aHub();
    await hub.create(payments);
  });

  test('puts what the mandate demands and says so', async () => {
    const ran = await enforce();

    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.out).toMatch(
      /^✓ corrected {2}payments-raw {2}111111111111 eu-west-1\n {2}\+ stocktake-weekly\n/,
    );
    expect(await hub.idsOn(payments)).toEqual(['stocktake-weekly']);
  });

  test('changes nothing the second time', async () => {
    await enforce();

    const ran = await enforce('--json');

    expect(ran.code).toBe(0);
    expect(JSON.parse(ran.out)).toEqual({
      version: 1,
      account: '111111111111',
      region: 'eu-west-1',
      bucket: 'payments-raw',
      outcome: 'compliant',
      changes: [],
      surplus: [],
    });
  });

  test('of an account outside the organization says so, and not that of any message', async () => {
    const stranger = { ...payments, account: '999999999999' };

    const ran = await hub.stocktake('enforce', 'payments-raw', ...at(stranger));

    expect(ran.code).toBe(1);
    expect(ran.out.split('\n').slice(1)).toEqual([
      expect.stringMatching(
        /^ {2}account 999999999999 is not in the organization o-\w+; check --account$/,
      ),
      '',
    ]);
  });

  test('while halted it ends deferred and writes nothing', async () => {
    await hub.stocktake('halt');

    const ran = await enforce('--json');

    expect(ran.code).toBe(2);
    expect(JSON.parse(ran.out)).toMatchObject({
      outcome: 'deferred',
      cause: 'halted',
      changes: [],
    });
    expect(await hub.idsOn(payments)).toEqual([]);
  });

  test.each(['report', 'off'])(
    'in mode %s it ends drifted, says why and writes nothing',
    async (mode) => {
      await hub.stocktake('mode', mode);

      const ran = await enforce();

      expect(ran.code).toBe(2);
      expect(ran.out).toMatch(
        /^~ drifted {2}payments-raw .*\n.*not permitted: would not be written/,
      );
      expect(ran.out).toContain(`  the mode is ${mode}: nothing is corrected\n`);
      expect(await hub.idsOn(payments)).toEqual([]);
    },
  );

  test('in mode report a bucket that is as the mandate wants it is compliant', async () => {
    await enforce();
    await hub.stocktake('mode', 'report');

    const ran = await enforce('--json');

    expect(ran.code).toBe(0);
    expect(JSON.parse(ran.out)).toMatchObject({ outcome: 'compliant' });
  });

  test('a bucket that is gone ends with 0', async () => {
    await hub.remove(payments);

    const ran = await enforce('--json');

    expect(ran.code).toBe(0);
    expect(JSON.parse(ran.out)).toMatchObject({ outcome: 'gone' });
  });

  test('a failure says its cause and what to do', async () => {
    const refusal = new AwsError('TooManyConfigurations', 'Too many', { status: 400 });
    hub.organization.faults.next(1, { operation: 'PutBucketInventoryConfiguration' }, refusal);

    const ran = await enforce();

    expect(ran.code).toBe(1);
    expect(ran.out).toContain('✗ failed  payments-raw');
    expect(ran.out).toContain('  too-many-configurations: ');
  });

  test('without a mandate nothing is written, not even to the ledger', async () => {
    const ran = await enforce('--mandate', 'nowhere.yaml');

    const { out } = await hub.stocktake('status', '--json');
    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(ran.err).toMatch(/^stocktake enforce: nowhere.yaml: there is no such file; .*\n$/);
    expect(JSON.parse(out)).toMatchObject({ total: 0 });
  });
});

test('a rule that only reports leaves the bucket drifted: 2', async () => {
  const hub = await aHub(weekly.replace('where: {}', 'where: {}\n    enforcement: report'));
  await hub.create(payments);

  const ran = await hub.stocktake('enforce', 'payments-raw', ...at(payments));

  expect(ran.code).toBe(2);
  expect(ran.out).toContain('~ drifted  payments-raw');
  expect(ran.out).toContain('not permitted: would not be written');
});
