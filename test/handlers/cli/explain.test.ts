import { beforeAll, describe, expect, test } from '@jest/globals';
import { aConfiguration, aHub, at, type Hub, payments, weekly } from './a-hub.ts';

const mandate = `${weekly}  - id: daily
    where: { names: ["audit-*"] }
    inventory: { frequency: Daily, format: CSV, versions: All, fields: [Size] }
`;

describe('explain', () => {
  let hub: Hub;

  beforeAll(async () => {
    hub = await aHub(mandate);
    await hub.create(payments);
    await hub.put(payments, aConfiguration('team-own'));
  });

  test('prints every rule with its findings, what is desired, what is there, and what differs', async () => {
    const ran = await hub.stocktake('explain', 'payments-raw', ...at(payments), '--json');

    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(ran.out)).toMatchObject({
      version: 1,
      bucket: { ...payments, accountName: 'account-111', accountState: 'ACTIVE' },
      rules: [
        { rule: 'weekly', applies: true, enforcement: 'correct', findings: [] },
        {
          rule: 'daily',
          applies: false,
          enforcement: 'correct',
          findings: [{ key: 'names', answer: 'unmet', wanted: ['audit-*'], found: 'payments-raw' }],
        },
      ],
      desired: [{ Id: 'stocktake-weekly' }],
      observed: [{ Id: 'team-own' }],
      changes: [{ action: 'put', id: 'stocktake-weekly' }],
      surplus: [],
    });
  });

  test('tells people the same in sentences, a table of findings and a diff', async () => {
    const ran = await hub.stocktake('explain', 'payments-raw', ...at(payments));

    expect(ran.code).toBe(0);
    expect(ran.out).toContain('  Rule daily does not apply: ');
    expect(ran.out).toContain('  daily   where names  ✗ unmet  audit-*   payments-raw\n');
    expect(ran.out).toContain('  + stocktake-weekly\n');
  });

  test('of an account outside the organization says so in one line, and where to look', async () => {
    const stranger = { ...payments, account: '999999999999' };

    const ran = await hub.stocktake('explain', 'payments-raw', ...at(stranger));

    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(ran.err).toMatch(
      /^stocktake explain: account 999999999999 is not in the organization o-\w+; check --account\n$/,
    );
  });

  test('in a mode that corrects nothing says so beside it', async () => {
    await hub.stocktake('mode', 'report');

    const ran = await hub.stocktake('explain', 'payments-raw', ...at(payments));
    await hub.stocktake('mode', 'correct');

    expect(ran.code).toBe(0);
    expect(ran.err).toBe('stocktake explain: nothing of this is applied: the mode is report\n');
    expect(ran.out).toContain('  + stocktake-weekly\n');
  });

  test('no such bucket is one line and ends with 1', async () => {
    const ran = await hub.stocktake('explain', 'payments-rwa', ...at(payments), '--json');

    expect(ran).toEqual({
      code: 1,
      out: '',
      err: 'stocktake explain: account 111111111111 has no bucket payments-rwa in eu-west-1\n',
    });
  });

  test('a bucket in another region is told where it is', async () => {
    const elsewhere = { ...payments, region: 'us-east-1' };

    const ran = await hub.stocktake('explain', 'payments-raw', ...at(elsewhere));

    expect(ran).toEqual({
      code: 1,
      out: '',
      err: 'stocktake explain: the bucket is in eu-west-1: use --region eu-west-1\n',
    });
  });

  test('a bucket of somebody else is told as that', async () => {
    const stranger = { ...payments, account: '222222222222' };

    const ran = await hub.stocktake('explain', 'payments-raw', ...at(stranger));

    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(ran.err).toMatch(/^stocktake explain: .* \(wrong-owner\): .*\n$/);
  });
});

const memberRole = `arn:aws:iam::${payments.account}:role/stocktake/stocktake-member`;

describe('explain, of a bucket that a run fell short of', () => {
  let hub: Hub;

  beforeAll(async () => {
    hub = await aHub();
    await hub.create(payments);
  });

  async function enforceWithout(action: string): Promise<() => void> {
    const restore = hub.organization.revoke(memberRole, action);
    await hub.stocktake('enforce', payments.name, ...at(payments));
    return restore;
  }

  test('says nothing of it while no run has ended', async () => {
    const ran = await hub.stocktake('explain', payments.name, ...at(payments));
    const json = await hub.stocktake('explain', payments.name, ...at(payments), '--json');

    expect(ran.out).not.toContain('Last outcome');
    expect(JSON.parse(json.out)).not.toHaveProperty('last');
  });

  test('tells the last outcome, since when, and why', async () => {
    const restore = await enforceWithout('s3:PutInventoryConfiguration');

    const ran = await hub.stocktake('explain', payments.name, ...at(payments));
    const json = await hub.stocktake('explain', payments.name, ...at(payments), '--json');
    restore();

    const { last } = JSON.parse(json.out);
    expect([ran.code, json.code]).toEqual([0, 0]);
    expect(last).toEqual({
      outcome: 'deferred',
      cause: 'denied',
      since: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      checkedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      reason: expect.stringContaining('s3:PutInventoryConfiguration'),
    });
    expect(ran.out.replaceAll(/\n {4}/g, ' ')).toContain(
      `\n  Last outcome: deferred (denied) since ${last.since}: ${last.reason}\n`,
    );
    expect(ran.out.split('\n').filter((line) => line.length > 120)).toEqual([]);
  });

  test('tells it beside the refusal, where the bucket cannot be read at all', async () => {
    const restore = await enforceWithout('s3:PutInventoryConfiguration');
    restore();
    const restoreReading = hub.organization.revoke(memberRole, 's3:GetInventoryConfiguration');

    const ran = await hub.stocktake('explain', payments.name, ...at(payments));
    restoreReading();

    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(ran.err).toMatch(
      /^stocktake explain: AccessDenied: .*GetInventory.* \(denied\): .*\. Last outcome: deferred \(denied\) since \d{4}-.*Z: AccessDenied: .*PutInventory.*\n$/,
    );
  });

  test('does not repeat a reason that has stayed the same', async () => {
    const restore = await enforceWithout('s3:GetInventoryConfiguration');

    const ran = await hub.stocktake('explain', payments.name, ...at(payments), '--json');
    restore();

    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(ran.err).toMatch(/ Last outcome: deferred \(denied\) since .*Z: for the same reason\n$/);
    expect(ran.err.match(/AccessDenied/g)).toHaveLength(1);
  });
});
