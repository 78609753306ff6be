import {
  CreateBucketCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { describe, expect, test } from '@jest/globals';
import { AwsError } from '../../../infra/local/service.ts';
import { anOrganization, clientOf, DEVELOPMENT, PRODUCTION, refusal } from './an-organization.ts';

const slowDown = new AwsError('SlowDown', 'Please reduce your request rate.', { status: 503 });

async function anAccount(maxAttempts = 1) {
  const organization = await anOrganization();
  const s3 = (who = PRODUCTION) => new S3Client({ ...clientOf(organization, who), maxAttempts });
  return { organization, s3, list: () => s3().send(new ListBucketsCommand({})) };
}

describe('the next calls', () => {
  test('fail as often as was wished, and then no more', async () => {
    const { organization, list } = await anAccount();
    organization.faults.next(2, { operation: 'ListBuckets' }, slowDown);

    const first = await refusal(list());
    const second = await refusal(list());
    const third = await list();

    expect([first.name, second.name]).toEqual(['SlowDown', 'SlowDown']);
    expect(third.$metadata.httpStatusCode).toBe(200);
  });

  test('fail one wish after the other', async () => {
    const { organization, list } = await anAccount();
    organization.faults.next(1, {}, slowDown);
    organization.faults.next(1, {}, new AwsError('InternalError', 'Oh.', { status: 500 }));

    const first = await refusal(list());
    const second = await refusal(list());

    expect([first.name, second.name]).toEqual(['SlowDown', 'InternalError']);
  });

  test.each([
    ['service', { service: 'sqs' }],
    ['operation', { operation: 'CreateBucket' }],
    ['account', { account: DEVELOPMENT }],
    ['bucket', { bucket: 'orders' }],
  ])('go well when the %s is another', async (_key, match) => {
    const { organization, list } = await anAccount();
    organization.faults.next(1, match, slowDown);

    const { $metadata } = await list();

    expect($metadata.httpStatusCode).toBe(200);
  });

  test('go well once the wishes are forgotten', async () => {
    const { organization, list } = await anAccount();
    organization.faults.next(1, {}, slowDown);

    organization.faults.clear();

    expect((await list()).$metadata.httpStatusCode).toBe(200);
  });
});

describe('a fault', () => {
  test('is healed by the retries of the client', async () => {
    const { organization, list } = await anAccount(3);
    organization.faults.next(1, {}, new AwsError('InternalError', 'Oh.', { status: 500 }));

    const { $metadata } = await list();

    expect($metadata.attempts).toBe(2);
    expect(organization.calls.map(({ attempt, status }) => [attempt, status])).toEqual([
      [1, 500],
      [2, 200],
    ]);
  });

  test('that resets the connection does nothing else', async () => {
    const { organization, s3 } = await anAccount();
    organization.faults.next(1, {}, 'reset');

    const { code } = await refusal(s3().send(new CreateBucketCommand({ Bucket: 'orders' })));

    expect(code).toBe('ECONNRESET');
    expect(organization.machines.s3.find('orders')).toBeUndefined();
  });

  test('that loses the answer leaves the work done', async () => {
    const { organization, s3 } = await anAccount();
    organization.faults.next(1, {}, 'lost-answer');

    const { code } = await refusal(s3().send(new CreateBucketCommand({ Bucket: 'orders' })));

    expect(code).toBe('ECONNRESET');
    expect(organization.machines.s3.find('orders')).toBeDefined();
  });

  test('that hangs ends when the client has waited long enough, by the clock', async () => {
    const { organization, list } = await anAccount();
    organization.faults.next(1, {}, 'hang');

    const call = refusal(list());
    await organization.clock.advance(5_000);

    expect((await call).name).toBe('TimeoutError');
  });

  test('that hangs ends at once for a client that does not want to wait', async () => {
    const { organization, s3 } = await anAccount();
    organization.faults.next(1, {}, 'hang');
    const impatience = new AbortController();

    const call = refusal(s3().send(new ListBucketsCommand({}), { abortSignal: impatience.signal }));
    impatience.abort();

    expect((await call).name).toBe('AbortError');
  });

  test('may be a 403 without a word', async () => {
    const { organization, s3 } = await anAccount();
    organization.faults.next(1, {}, 'empty-403');

    const error = await refusal(s3().send(new HeadBucketCommand({ Bucket: 'orders' })));

    expect([error.name, error.$metadata.httpStatusCode]).toEqual(['Unknown', 403]);
  });

  test('may be an error that comes as a success', async () => {
    const { organization, list } = await anAccount();
    organization.faults.next(1, {}, 'error-in-200');

    const { name } = await refusal(list());

    expect(name).toBe('InternalError');
  });
});
