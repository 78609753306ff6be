import type {
  Message,
  ReceiveMessageRequest,
  SendMessageRequest,
  SendMessageResult,
} from '@aws-sdk/client-sqs';
import { describe, expect, test } from '@jest/globals';
import type { QueueSettings } from '../../../infra/local/queues/queue.ts';
import { createQueues } from '../../../infra/local/queues.ts';
import { aCall, aGround, ask, START } from './ground.ts';

const QueueUrl = 'http://localhost:4577/111111111111/work';

function aQueue(settings: Partial<QueueSettings> = {}): QueueSettings {
  const { account = '111111111111', region = 'eu-west-1', name = 'work' } = settings;
  return {
    account,
    region,
    name,
    arn: `arn:aws:sqs:${region}:${account}:${name}`,
    visibilityTimeout: 30,
    delay: 0,
    retention: 345_600,
    receiveWait: 0,
    policies: [],
    ...settings,
  };
}

function aService(...settings: readonly Partial<QueueSettings>[]) {
  const ground = aGround();
  const queues = createQueues(ground);
  for (const queue of settings.length > 0 ? settings : [{}]) queues.create(aQueue(queue));
  const send = (more: Partial<SendMessageRequest> = {}) =>
    ask<SendMessageResult>(queues.operations, 'SendMessage', {
      input: { QueueUrl, MessageBody: 'hello', ...more },
    });
  const receive = async (more: Partial<ReceiveMessageRequest> = {}) => {
    const input = { QueueUrl, ...more };
    const answer = await ask<{ Messages?: Message[] }>(queues.operations, 'ReceiveMessage', {
      input,
    });
    return answer.Messages ?? [];
  };
  const call = (operation: string, input: object) =>
    ask<Record<string, unknown>>(queues.operations, operation, { input: { QueueUrl, ...input } });
  const counts = async () => {
    const prefix = 'ApproximateNumberOfMessages';
    const answer = await call('GetQueueAttributes', { AttributeNames: ['All'] });
    const all = answer.Attributes as Record<string, string>;
    return [all[prefix], all[`${prefix}NotVisible`], all[`${prefix}Delayed`]].map(Number);
  };
  return { ...ground, queues, send, receive, call, counts };
}

describe('sending and receiving', () => {
  test('gives back the body with the digests that clients verify', async () => {
    const { send, receive } = aService();
    const timestamp = { DataType: 'Number', StringValue: '1493147359900' };

    const sent = await send({ MessageAttributes: { timestamp } });
    const [message] = await receive({ MessageAttributeNames: ['All'] });

    expect(message).toMatchObject({
      MessageId: sent.MessageId,
      Body: 'hello',
      MD5OfBody: '5d41402abc4b2a76b9719d911017c592',
      MessageAttributes: { timestamp },
      MD5OfMessageAttributes: '235c5c510d26fb653d073faed50ae77c',
    });
    expect(sent.MD5OfMessageAttributes).toBe('235c5c510d26fb653d073faed50ae77c');
  });

  test('makes the digest of attributes in the order of their names', async () => {
    const { send } = aService();
    const text = (StringValue: string) => ({ DataType: 'String', StringValue });

    const one = await send({ MessageAttributes: { a: text('1'), B: text('2') } });
    const other = await send({ MessageAttributes: { B: text('2'), a: text('1') } });

    expect(other.MD5OfMessageAttributes).toBe(one.MD5OfMessageAttributes);
  });

  test('tells attributes only to those who ask for them', async () => {
    const { send, receive } = aService();
    const MessageAttributes = {
      cause: { DataType: 'String', StringValue: 'throttled' },
      'trail.first': { DataType: 'String', StringValue: 'a' },
    };
    await send({ MessageAttributes });

    const [message] = await receive({
      MessageAttributeNames: ['trail.*'],
      MessageSystemAttributeNames: ['ApproximateReceiveCount', 'SentTimestamp'],
    });

    expect(Object.keys(message?.MessageAttributes ?? {})).toEqual(['trail.first']);
    expect(message?.Attributes).toEqual({
      ApproximateReceiveCount: '1',
      SentTimestamp: String(START),
    });
  });

  test('gives at most as many as were asked for, oldest first', async () => {
    const { send, receive } = aService();
    for (const MessageBody of ['a', 'b', 'c']) await send({ MessageBody });

    const first = await receive({ MaxNumberOfMessages: 2 });
    const rest = await receive({ MaxNumberOfMessages: 10 });

    expect(first.map(({ Body }) => Body)).toEqual(['a', 'b']);
    expect(rest.map(({ Body }) => Body)).toEqual(['c']);
  });

  test('gives a message once, even if it is not hidden', async () => {
    const { send, receive } = aService();
    await send();

    const messages = await receive({ MaxNumberOfMessages: 10, VisibilityTimeout: 0 });

    expect(messages).toHaveLength(1);
  });

  test('answers nothing from an empty queue at once', async () => {
    const { receive } = aService();

    expect(await receive()).toEqual([]);
  });
});

describe('visibility', () => {
  test('hides a message until its time is up, and counts the receives', async () => {
    const { clock, send, receive } = aService();
    await send();
    await receive();

    await clock.advance(29_999);
    const early = await receive();
    await clock.advance(1);
    const [late] = await receive({ MessageSystemAttributeNames: ['ApproximateReceiveCount'] });

    expect(early).toEqual([]);
    expect(late?.Attributes).toEqual({ ApproximateReceiveCount: '2' });
  });

  test('changes from now on', async () => {
    const { clock, send, receive, call } = aService();
    await send();
    const [{ ReceiptHandle } = {}] = await receive();
    await clock.advance(20_000);

    await call('ChangeMessageVisibility', { ReceiptHandle, VisibilityTimeout: 60 });
    await clock.advance(59_000);
    const early = await receive();
    await clock.advance(1_000);

    expect([early.length, (await receive()).length]).toEqual([0, 1]);
  });

  test('ends at once when it is set to nothing', async () => {
    const { send, receive, call } = aService();
    await send();
    const [{ ReceiptHandle } = {}] = await receive();

    await call('ChangeMessageVisibility', { ReceiptHandle, VisibilityTimeout: 0 });

    expect(await receive()).toHaveLength(1);
  });

  test('cannot be changed once the message is visible again', async () => {
    const { clock, send, receive, call } = aService();
    await send();
    const [{ ReceiptHandle } = {}] = await receive();
    await clock.advance(30_000);

    const change = call('ChangeMessageVisibility', { ReceiptHandle, VisibilityTimeout: 60 });

    await expect(change).rejects.toMatchObject({ code: 'MessageNotInflight' });
  });
});

describe('deleting', () => {
  test('takes the message away for good', async () => {
    const { clock, send, receive, call } = aService();
    await send();
    const [{ ReceiptHandle } = {}] = await receive();

    await call('DeleteMessage', { ReceiptHandle });
    await clock.advance(60_000);

    expect(await receive()).toEqual([]);
  });

  test('does nothing with the handle of an earlier receive', async () => {
    const { clock, send, receive, call } = aService();
    await send();
    const [{ ReceiptHandle } = {}] = await receive();
    await clock.advance(30_000);
    await receive();

    await call('DeleteMessage', { ReceiptHandle });
    await clock.advance(30_000);

    expect(await receive()).toHaveLength(1);
  });

  test('refuses a handle that nobody was given', async () => {
    const { call } = aService();

    const deletion = call('DeleteMessage', { ReceiptHandle: 'nonsense' });

    await expect(deletion).rejects.toMatchObject({ code: 'ReceiptHandleIsInvalid' });
  });

  test('purges everything', async () => {
    const { send, receive, call } = aService();
    await send();

    await call('PurgeQueue', {});

    expect(await receive()).toEqual([]);
  });
});

describe('delays', () => {
  test('are the message’s own', async () => {
    const { clock, send, receive } = aService();
    await send({ DelaySeconds: 900 });

    await clock.advance(899_999);
    const early = await receive();
    await clock.advance(1);

    expect([early.length, (await receive()).length]).toEqual([0, 1]);
  });

  test('are the queue’s where the message says nothing', async () => {
    const { clock, send, receive } = aService({ delay: 60 });
    await send();

    const early = await receive();
    await clock.advance(60_000);

    expect([early.length, (await receive()).length]).toEqual([0, 1]);
  });

  test('are counted apart from what is in flight', async () => {
    const { send, receive, counts } = aService();
    await send();
    await send();
    await send({ DelaySeconds: 1 });

    await receive();

    expect(await counts()).toEqual([1, 1, 1]);
  });
});

describe('long polling', () => {
  test('waits for a message and ends with it', async () => {
    const { clock, send, receive } = aService();
    const receiving = receive({ WaitTimeSeconds: 20 });
    await clock.advance(5_000);

    await send();
    await clock.advance(0);

    expect(await receiving).toHaveLength(1);
    expect(clock.now()).toBe(START + 5_000);
  });

  test('ends empty when its time is up', async () => {
    const { clock, receive } = aService();
    const receiving = receive({ WaitTimeSeconds: 20 });

    await clock.runUntilIdle();

    expect(await receiving).toEqual([]);
    expect(clock.now()).toBe(START + 20_000);
  });

  test('takes a message that becomes visible meanwhile', async () => {
    const { clock, send, receive } = aService();
    await send({ DelaySeconds: 7 });

    const receiving = receive({ WaitTimeSeconds: 20 });
    await clock.runUntilIdle();

    expect(await receiving).toHaveLength(1);
    expect(clock.now()).toBe(START + 7_000);
  });
});

describe('dead letters', () => {
  const targetArn = 'arn:aws:sqs:eu-west-1:111111111111:dead';

  test('go over once they were received more often than allowed, with their id and their time', async () => {
    const { clock, queues, send, receive } = aService(
      { redrive: { targetArn, maxReceiveCount: 2 } },
      { name: 'dead' },
    );
    const sent = await send();

    for (let round = 0; round < 3; round += 1) {
      await receive();
      await clock.advance(30_000);
    }

    expect(queues.find(targetArn)?.messages()).toMatchObject([
      { id: sent.MessageId, body: 'hello', sentAt: START, deadLetterSource: aQueue().arn },
    ]);
    expect(await receive()).toEqual([]);
  });

  test('stay where they are as long as they are received no more often', async () => {
    const { clock, queues, send, receive } = aService(
      { redrive: { targetArn, maxReceiveCount: 2 } },
      { name: 'dead' },
    );
    await send();

    await receive();
    await clock.advance(30_000);
    const [again] = await receive();

    expect(again?.Body).toBe('hello');
    expect(queues.find(targetArn)?.messages()).toEqual([]);
  });
});

test('a message past its retention is gone', async () => {
  const { clock, send, receive, counts } = aService({ retention: 60 });
  await send();

  await clock.advance(60_000);

  expect(await receive()).toEqual([]);
  expect(await counts()).toEqual([0, 0, 0]);
});

describe('batches', () => {
  test('fail entry by entry', async () => {
    const { call } = aService();
    const Entries = [
      { Id: 'good', MessageBody: 'x' },
      { Id: 'bad', MessageBody: 'x', DelaySeconds: 901 },
    ];

    const { Successful, Failed } = await call('SendMessageBatch', { Entries });

    expect(Successful).toMatchObject([{ Id: 'good' }]);
    expect(Failed).toEqual([
      {
        Id: 'bad',
        Code: 'InvalidParameterValueException',
        Message:
          'Value 901 for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <= 900.',
        SenderFault: true,
      },
    ]);
  });

  test('delete and change visibility as well', async () => {
    const { send, receive, call, counts } = aService();
    await send();
    await send();
    const [first, second] = await receive({ MaxNumberOfMessages: 2 });
    const gone = { Id: 'a', ReceiptHandle: first?.ReceiptHandle };
    const back = { Id: 'b', ReceiptHandle: second?.ReceiptHandle, VisibilityTimeout: 0 };

    await call('DeleteMessageBatch', { Entries: [gone] });
    await call('ChangeMessageVisibilityBatch', { Entries: [back] });

    expect(await counts()).toEqual([1, 0, 0]);
  });

  test.each([
    ['empty', [], 'EmptyBatchRequest'],
    [
      'too long',
      Array.from({ length: 11 }, (_, at) => ({ Id: `${at}`, MessageBody: 'x' })),
      'TooManyEntriesInBatchRequest',
    ],
    [
      'ambiguous',
      [
        { Id: 'a', MessageBody: 'x' },
        { Id: 'a', MessageBody: 'y' },
      ],
      'BatchEntryIdsNotDistinct',
    ],
    [
      'too large',
      [1, 2].map((id) => ({ Id: `${id}`, MessageBody: 'x'.repeat(600_000) })),
      'BatchRequestTooLong',
    ],
  ])('are refused when they are %s', async (_case, Entries, code) => {
    const { call } = aService();

    await expect(call('SendMessageBatch', { Entries })).rejects.toMatchObject({ code });
  });
});

describe('refusals', () => {
  test.each([
    ['no body', { MessageBody: '' }, 'MissingRequiredParameterException'],
    ['too large a body', { MessageBody: 'x'.repeat(1_048_577) }, 'InvalidParameterValueException'],
    [
      'a body that is too large with its attributes',
      {
        MessageBody: 'x'.repeat(1_048_576 - 10),
        MessageAttributes: { a: { DataType: 'String', StringValue: 'four' } },
      },
      'InvalidParameterValueException',
    ],
    ['a control character', { MessageBody: 'a\u0000b' }, 'InvalidMessageContents'],
    [
      'a control character in an attribute',
      { MessageAttributes: { a: { DataType: 'String', StringValue: 'a\u0000b' } } },
      'InvalidParameterValueException',
    ],
    [
      'an empty attribute',
      { MessageAttributes: { a: { DataType: 'String', StringValue: '' } } },
      'InvalidParameterValueException',
    ],
  ])('of %s', async (_case, message, code) => {
    const { send } = aService();

    await expect(send(message)).rejects.toMatchObject({ code });
  });

  test.each([
    [
      { MaxNumberOfMessages: 11 },
      'Value 11 for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided.',
    ],
    [
      { WaitTimeSeconds: 21 },
      'Value 21 for parameter WaitTimeSeconds is invalid. Reason: Must be >= 0 and <= 20, if provided.',
    ],
    [
      { VisibilityTimeout: 43_201 },
      'Value 43201 for parameter VisibilityTimeout is invalid. Reason: VisibilityTimeout must be an integer between 0 and 43200.',
    ],
  ])('of %j', async (request, message) => {
    const { receive } = aService();

    await expect(receive(request)).rejects.toMatchObject({ message });
  });

  test('of a queue that is not there, with the code that old clients know', async () => {
    const { call } = aService();

    const receiving = call('ReceiveMessage', { QueueUrl: 'http://localhost/111111111111/other' });

    await expect(receiving).rejects.toMatchObject({
      code: 'QueueDoesNotExist',
      headers: { 'x-amzn-query-error': 'AWS.SimpleQueueService.NonExistentQueue;Sender' },
    });
  });

  test('of another account’s queue', async () => {
    const { queues } = aService();

    const sending = ask(queues.operations, 'SendMessage', {
      input: { QueueUrl, MessageBody: 'x' },
      call: aCall('222222222222'),
    });

    await expect(sending).rejects.toMatchObject({ code: 'AccessDeniedException', status: 403 });
  });
});

describe('finding queues', () => {
  test('gives URLs with the host that the caller used', async () => {
    const { call } = aService();

    expect(await call('GetQueueUrl', { QueueName: 'work' })).toEqual({ QueueUrl });
  });

  test('lists those of the account and region', async () => {
    const { call } = aService(
      {},
      { name: 'dead' },
      { region: 'us-east-1' },
      { account: '222222222222' },
    );

    const { QueueUrls } = await call('ListQueues', {});

    expect(QueueUrls).toEqual([QueueUrl, QueueUrl.replace('work', 'dead')]);
  });

  test('tells what the template set', async () => {
    const redrive = { targetArn: 'arn:aws:sqs:eu-west-1:111111111111:dead', maxReceiveCount: 5 };
    const { call } = aService({ redrive });

    const { Attributes } = await call('GetQueueAttributes', {
      AttributeNames: ['RedrivePolicy', 'VisibilityTimeout'],
    });

    expect(Attributes).toEqual({
      VisibilityTimeout: '30',
      RedrivePolicy:
        '{"deadLetterTargetArn":"arn:aws:sqs:eu-west-1:111111111111:dead","maxReceiveCount":5}',
    });
  });
});

describe('groups of messages', () => {
  const bodiesOf = (messages: readonly Message[]) => messages.map(({ Body }) => Body);

  async function sendAll({ send }: ReturnType<typeof aService>, words: string) {
    for (const word of words.split(' ')) {
      const group = word.startsWith('-') ? {} : { MessageGroupId: word.charAt(0) };
      await send({ MessageBody: word, ...group });
    }
  }

  test('are told when they are asked for', async () => {
    const { send, receive } = aService();
    await send({ MessageGroupId: 'payments' });

    const [message] = await receive({ MessageSystemAttributeNames: ['MessageGroupId'] });

    expect(message?.Attributes).toEqual({ MessageGroupId: 'payments' });
  });

  test('are kept by entries of a batch', async () => {
    const { call, receive } = aService();
    const Entries = [{ Id: '1', MessageBody: 'hello', MessageGroupId: 'payments' }];

    await call('SendMessageBatch', { Entries });

    const [message] = await receive({ MessageSystemAttributeNames: ['All'] });
    expect(message?.Attributes).toMatchObject({ MessageGroupId: 'payments' });
  });

  test('go along to the dead-letter queue', async () => {
    const redrive = { targetArn: 'arn:aws:sqs:eu-west-1:111111111111:dead', maxReceiveCount: 1 };
    const { send, receive, queues } = aService({ redrive }, { name: 'dead' });
    await send({ MessageGroupId: 'payments' });

    for (const VisibilityTimeout of [0, 0]) await receive({ VisibilityTimeout });

    expect(queues.find(redrive.targetArn)?.messages()).toMatchObject([{ group: 'payments' }]);
  });

  test.each(['', 'with space', 'é', 'x'.repeat(129)])('cannot be called "%s"', async (name) => {
    const { send } = aService();

    await expect(send({ MessageGroupId: name })).rejects.toMatchObject({
      code: 'InvalidParameterValueException',
      message: expect.stringContaining('MessageGroupId can only include alphanumeric'),
    });
  });

  test('take turns within a receive, oldest first', async () => {
    const service = aService();
    await sendAll(service, 'a1 a2 a3 b1 -1 b2');

    const received = await service.receive({ MaxNumberOfMessages: 10 });

    expect(bodiesOf(received)).toEqual(['a1', 'b1', '-1', 'a2', 'b2', 'a3']);
  });

  test('wait while others have less in flight', async () => {
    const service = aService();
    await sendAll(service, 'a1 a2 a3');
    await service.receive({ MaxNumberOfMessages: 2 });
    await sendAll(service, 'b1 -1 b2');

    const received = await service.receive({ MaxNumberOfMessages: 10 });

    expect(bodiesOf(received)).toEqual(['b1', '-1', 'b2', 'a3']);
  });

  interface End {
    readonly after: string;
    readonly next: readonly string[];
    end(service: ReturnType<typeof aService>, ReceiptHandle: string): Promise<unknown>;
  }

  test.each<End>([
    {
      after: 'it is deleted',
      end: ({ call }, ReceiptHandle) => call('DeleteMessage', { ReceiptHandle }),
      next: ['a2', 'b1'],
    },
    {
      after: 'its time is up',
      end: ({ clock }) => clock.advance(30_000),
      next: ['a1', 'b1', 'a2'],
    },
    {
      after: 'it is given back',
      end: ({ call }, ReceiptHandle) =>
        call('ChangeMessageVisibility', { ReceiptHandle, VisibilityTimeout: 0 }),
      next: ['a1', 'b1', 'a2'],
    },
    { after: 'the queue is purged', end: ({ call }) => call('PurgeQueue', {}), next: ['a2', 'b1'] },
    {
      after: 'it has grown too old',
      end: ({ clock }) => clock.advance(60_000),
      next: ['a2', 'b1'],
    },
  ])('have a message less in flight after $after', async ({ end, next }) => {
    const service = aService({ retention: 60 });
    await sendAll(service, 'a1');
    const [message] = await service.receive();

    await end(service, message?.ReceiptHandle ?? '');
    await sendAll(service, 'a2 b1');

    const received = await service.receive({ MaxNumberOfMessages: 10 });
    expect(bodiesOf(received)).toEqual(next);
  });

  test('stay noisy while a message is hidden for longer', async () => {
    const service = aService();
    await sendAll(service, 'a1');
    const [message] = await service.receive();
    const { ReceiptHandle } = message ?? {};
    await service.call('ChangeMessageVisibility', { ReceiptHandle, VisibilityTimeout: 60 });
    await service.clock.advance(30_000);
    await sendAll(service, 'a2 b1');

    const received = await service.receive({ MaxNumberOfMessages: 10 });

    expect(bodiesOf(received)).toEqual(['b1', 'a2']);
  });

  test('do not wait behind twenty thousand of another', async () => {
    const { queues, receive } = aService();
    const queue = queues.find('arn:aws:sqs:eu-west-1:111111111111:work');
    const from = { attributes: {}, sender: '111111111111' };
    for (let at = 0; at < 20_000; at += 1) queue?.send({ ...from, body: `${at}`, group: 'noisy' });
    for (const body of ['x', 'y']) queue?.send({ ...from, body, group: 'quiet' });

    const received = await receive({ MaxNumberOfMessages: 4 });

    expect(bodiesOf(received)).toEqual(['0', 'x', '1', 'y']);
  });
});
