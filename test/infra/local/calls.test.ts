import { expect, test } from '@jest/globals';
import { type CallRecord, createCalls } from '../../../infra/local/calls.ts';

function aRecord(at: number): CallRecord {
  const who = { account: '111111111111', caller: 'arn:aws:iam::111111111111:root' };
  const what = { service: 's3', operation: 'ListBuckets', region: 'eu-west-1' };
  return { ...who, ...what, attempt: 1, status: 200, at };
}

test('the latest calls are kept, oldest first', () => {
  const calls = createCalls(3);

  for (const at of [1, 2, 3, 4, 5]) calls.note(aRecord(at));

  expect(calls.latest().map(({ at }) => at)).toEqual([3, 4, 5]);
  expect(calls.total).toBe(5);
});

test('a log that is not full keeps all', () => {
  const calls = createCalls(3);

  calls.note(aRecord(1));

  expect(calls.latest().map(({ at }) => at)).toEqual([1]);
});
