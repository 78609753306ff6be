import { describe, expect, test } from '@jest/globals';
import type { LambdaHandler } from '../../../infra/local/lambda/invoke.ts';
import type { LambdaContext } from '../../../infra/local/lambda/lambda-context.ts';
import type { MappingSettings } from '../../../infra/local/lambda/mapping.ts';
import type { SqsEvent } from '../../../infra/local/lambda/sqs-records.ts';
import { createMappings } from '../../../infra/local/mappings.ts';
import { createQueues } from '../../../infra/local/queues.ts';
import { aGround, START } from './ground.ts';

const arn = 'arn:aws:sqs:eu-west-1:100000000002:work';

const deployed = {
  name: 'stocktake-bucket-changed',
  arn: 'arn:aws:lambda:eu-west-1:100000000002:function:stocktake-bucket-changed',
  timeoutMs: 60_000,
  memoryMb: 512,
  logGroup: '/stocktake/bucket-changed',
};

/** A queue with a mapped function that notes its batches and does what the test wants. */
function aMapping(
  act: (event: SqsEvent, context: LambdaContext) => unknown,
  settings: Partial<MappingSettings> = {},
) {
  const ground = aGround();
  const queue = createQueues(ground).create({
    account: '100000000002',
    region: 'eu-west-1',
    name: 'work',
    arn,
    visibilityTimeout: 360,
    delay: 0,
    retention: 345_600,
    receiveWait: 0,
    policies: [],
  });
  const batches: { readonly at: number; readonly bodies: readonly string[] }[] = [];
  const handler: LambdaHandler = async (event, context) => {
    const batch = event as SqsEvent;
    batches.push({ at: ground.clock.now() - START, bodies: batch.Records.map(({ body }) => body) });
    return await act(batch, context);
  };
  const failures: unknown[] = [];
  const mappings = createMappings(ground, (name, error) => failures.push([name, error]));
  mappings.add({
    queue,
    handler,
    deployed,
    settings: {
      batchSize: 10,
      window: 0,
      maximumConcurrency: 10,
      reportsItemFailures: true,
      ...settings,
    },
  });
  const send = (...bodies: readonly string[]) =>
    bodies.map((body) => queue.send({ body, attributes: {}, sender: 'test' }).id);
  return { ...ground, queue, mappings, batches, failures, send };
}

function failing(...ids: readonly (string | null)[]) {
  return { batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })) };
}

describe('batches', () => {
  test('hold as many messages as the mapping allows', async () => {
    const { clock, batches, send } = aMapping(() => undefined, { batchSize: 2 });

    send('a', 'b', 'c');
    await clock.advance(0);

    expect(batches.map(({ bodies }) => bodies)).toEqual([['a', 'b'], ['c']]);
  });

  test('wait for more as long as the window allows', async () => {
    const { clock, batches, send } = aMapping(() => undefined, { window: 5 });

    send('a');
    await clock.advance(4_000);
    send('b');
    await clock.advance(4_000);

    expect(batches).toEqual([{ at: 5_000, bodies: ['a', 'b'] }]);
  });

  test('do not wait once they are full', async () => {
    const { clock, batches, send } = aMapping(() => undefined, { window: 5, batchSize: 2 });

    send('a', 'b');
    await clock.advance(0);

    expect(batches).toEqual([{ at: 0, bodies: ['a', 'b'] }]);
  });

  test('run side by side up to the limit', async () => {
    const { clock, batches, send } = aMapping(async () => clock.sleep(1_000), {
      batchSize: 1,
      maximumConcurrency: 2,
    });

    send('a', 'b', 'c');
    await clock.runUntilIdle();

    expect(batches.map(({ at }) => at)).toEqual([0, 0, 1_000]);
  });

  test('stop coming when the mappings are stopped', async () => {
    const { clock, batches, send, mappings } = aMapping(() => undefined);

    mappings.stop();
    send('a');
    await clock.advance(1_000);

    expect(batches).toEqual([]);
  });
});

describe('endings', () => {
  test.each([
    ['undefined', undefined],
    ['null', null],
    ['an empty object', {}],
    ['no list', { batchItemFailures: null }],
    ['an empty list', { batchItemFailures: [] }],
  ])('%s means that all is done', async (_case, answer) => {
    const { clock, queue, send } = aMapping(() => answer);

    send('a', 'b');
    await clock.advance(0);

    expect(queue.messages()).toEqual([]);
  });

  test('only what failed comes back, when its visibility is over', async () => {
    const { clock, batches, send } = aMapping(({ Records }) =>
      failing(...Records.filter(({ body }) => body === 'bad').map(({ messageId }) => messageId)),
    );

    send('good', 'bad');
    await clock.advance(360_000);

    expect(batches).toEqual([
      { at: 0, bodies: ['good', 'bad'] },
      { at: 360_000, bodies: ['bad'] },
    ]);
  });

  test.each([
    ['an empty id', failing('')],
    ['no id', failing(null)],
    ['an unknown id', failing('somebody else')],
    ['another key', { failures: [] }],
    ['a text', 'done'],
  ])('%s means that nothing is done', async (_case, answer) => {
    const { clock, queue, send } = aMapping(() => answer);

    send('a', 'b');
    await clock.advance(0);

    expect(queue.messages()).toHaveLength(2);
  });

  test('what is thrown means that nothing is done, and is told', async () => {
    const error = new Error('crash');
    const { clock, queue, failures, send } = aMapping(() => Promise.reject(error));

    send('a');
    await clock.advance(0);

    expect(queue.messages()).toHaveLength(1);
    expect(failures).toEqual([['stocktake-bucket-changed', error]]);
  });

  test('an answer is not looked at where the mapping does not report failures', async () => {
    const { clock, queue, send } = aMapping(({ Records }) => failing(Records[0]?.messageId ?? ''), {
      reportsItemFailures: false,
    });

    send('a');
    await clock.advance(0);

    expect(queue.messages()).toEqual([]);
  });

  test('a function that takes too long has failed', async () => {
    const { clock, queue, failures, send } = aMapping(() => clock.sleep(60_001));

    send('a');
    await clock.advance(60_000);

    expect(String(failures)).toContain('Task timed out after 60.00 seconds');
    expect(queue.messages()).toHaveLength(1);
  });
});

describe('what the function sees', () => {
  test('is a record as Lambda makes them', async () => {
    let seen: SqsEvent | undefined;
    const { clock, queue } = aMapping((event) => {
      seen = event;
    });
    const attributes = { cause: { DataType: 'String', StringValue: 'throttled' } };

    const { id } = queue.send({ body: 'hello', attributes, sender: 'events.amazonaws.com' });
    await clock.advance(0);

    expect(seen?.Records).toEqual([
      {
        messageId: id,
        receiptHandle: expect.any(String),
        body: 'hello',
        attributes: {
          ApproximateReceiveCount: '1',
          SentTimestamp: String(START),
          SenderId: 'events.amazonaws.com',
          ApproximateFirstReceiveTimestamp: String(START),
        },
        messageAttributes: {
          cause: {
            stringValue: 'throttled',
            stringListValues: [],
            binaryListValues: [],
            dataType: 'String',
          },
        },
        md5OfBody: '5d41402abc4b2a76b9719d911017c592',
        eventSource: 'aws:sqs',
        eventSourceARN: arn,
        awsRegion: 'eu-west-1',
      },
    ]);
  });

  test('is a context whose time runs out by the clock', async () => {
    const remaining: number[] = [];
    const { clock, send } = aMapping(async (_event, context) => {
      remaining.push(context.getRemainingTimeInMillis());
      await clock.sleep(1_000);
      remaining.push(context.getRemainingTimeInMillis());
    });

    send('a');
    await clock.runUntilIdle();

    expect(remaining).toEqual([60_000, 59_000]);
  });

  test('names the function', async () => {
    let context: LambdaContext | undefined;
    const { clock, send } = aMapping((_event, given) => {
      context = given;
    });

    send('a');
    await clock.advance(0);

    expect(context).toMatchObject({
      functionName: 'stocktake-bucket-changed',
      invokedFunctionArn: deployed.arn,
      memoryLimitInMB: '512',
      logGroupName: '/stocktake/bucket-changed',
      awsRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });
});

test('nobody waits for a time-out that can no longer happen', async () => {
  const { clock, send } = aMapping(() => undefined);

  send('a');
  await clock.runUntilIdle();

  expect(clock.now()).toBe(START);
});

test('settles once everything visible is worked off', async () => {
  const { queue, mappings, send } = aMapping(() => new Promise((done) => setImmediate(done)));
  send('a', 'b');

  await mappings.settle();

  expect(queue.messages()).toEqual([]);
});
