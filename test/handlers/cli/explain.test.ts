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
