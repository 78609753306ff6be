import { expect, it } from '@jest/globals';
import { sizeOfItem } from '../../../bench/figures/sweep/item-size.ts';
import { createWireCounter } from '../../../bench/figures/sweep/wire-tally.ts';

const item = { sk: { S: 'BUCKET#a' }, text: { S: 'x'.repeat(5_000) } };

function request(operation: string, body: object) {
  return {
    method: 'POST',
    path: '/',
    query: new URLSearchParams(),
    headers: {
      authorization: 'AWS4-HMAC-SHA256 Credential=a/20261124/eu-west-1/dynamodb/aws4_request, …',
      'x-amz-target': `DynamoDB_20120810.${operation}`,
    },
    body: Buffer.from(JSON.stringify(body)),
  };
}

function answer(body: object) {
  return { status: 200, headers: {}, body: JSON.stringify(body) };
}

it('reckons names, values and lists of an item', () => {
  const list = { L: [{ S: 'abc' }] };
  expect(sizeOfItem({ pk: { S: 'ü' }, at: { N: '1234' } as object, of: list as object })).toBe(
    2 + 2 + (2 + 3) + (2 + 3 + 1 + 3),
  );
});

it('counts what is read of the ledger in units of 4 KB, twice where it must be consistent', () => {
  const counter = createWireCounter();
  counter.note(request('Query', {}), answer({ Items: [item] }));
  counter.note(request('GetItem', { ConsistentRead: true }), answer({ Item: item }));
  counter.note(request('GetItem', {}), answer({}));
  counter.note(request('UpdateItem', {}), answer({}));
  expect(counter.tally()).toEqual({
    calls: { 'dynamodb Query': 1, 'dynamodb GetItem': 2, 'dynamodb UpdateItem': 1 },
    readUnits: 1 + 2 + 0.5,
    bucketBytes: sizeOfItem(item),
    ledgerWrites: 1,
  });
});
