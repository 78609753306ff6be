import { describe, expect, test } from '@jest/globals';
import { createTables, type Tables } from '../../../infra/local/tables.ts';

const hub = { account: '100000000002', region: 'eu-west-1' };

const ledger = {
  TableName: 'ledger',
  AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' as const }],
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' as const }],
  BillingMode: 'PAY_PER_REQUEST' as const,
};

async function request(
  tables: Tables,
  operation: string,
  { account = hub.account, ...input }: Readonly<Record<string, unknown>> & { account?: string },
) {
  const answer = await tables.handle(
    {
      method: 'POST',
      path: '/',
      query: new URLSearchParams(),
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `DynamoDB_20120810.${operation}`,
        'x-amz-date': '20261124T000000Z',
        authorization: 'AWS4-HMAC-SHA256 Credential=x, SignedHeaders=host, Signature=x',
      },
      body: Buffer.from(JSON.stringify(input)),
    },
    account,
    hub.region,
  );
  return {
    status: answer.status,
    body: JSON.parse(String(answer.body)) as Record<string, unknown>,
  };
}

async function aLedger(): Promise<Tables> {
  const tables = createTables();
  await tables.create(hub, ledger);
  return tables;
}

const item = { pk: { S: 'a' }, seen: { N: '1' } };

describe('createTables', () => {
  test('is ready for use once it is created', async () => {
    const tables = await aLedger();

    const { body } = await request(tables, 'DescribeTable', { TableName: 'ledger' });

    expect(body.Table).toMatchObject({ TableStatus: 'ACTIVE' });
  });

  test('keeps items', async () => {
    const tables = await aLedger();

    await request(tables, 'PutItem', { TableName: 'ledger', Item: item });
    const { body } = await request(tables, 'GetItem', {
      TableName: 'ledger',
      Key: { pk: item.pk },
    });

    expect(body).toEqual({ Item: item });
  });

  test('refuses a write whose condition does not hold', async () => {
    const tables = await aLedger();
    const put = {
      TableName: 'ledger',
      Item: item,
      ConditionExpression: 'attribute_not_exists(pk)',
    };
    await request(tables, 'PutItem', put);

    const { status, body } = await request(tables, 'PutItem', put);

    expect(status).toBe(400);
    expect(body.__type).toContain('ConditionalCheckFailedException');
  });

  test('has tables of its own for each account', async () => {
    const tables = await aLedger();

    const { body } = await request(tables, 'ListTables', { account: '222222222222' });

    expect(body).toEqual({ TableNames: [] });
  });

  test('tells of work in flight', async () => {
    let tracked = 0;
    const tables = createTables((work) => {
      tracked += 1;
      return work;
    });
    await tables.create(hub, ledger);

    await request(tables, 'ListTables', {});

    expect(tracked).toBe(2);
  });

  test('says what is wrong with a table that cannot be', async () => {
    const tables = createTables();

    const creation = tables.create(hub, { ...ledger, KeySchema: [] });

    await expect(creation).rejects.toThrow(/^table ledger: .*ValidationException/);
  });
});
