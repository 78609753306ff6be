import type {
  ChangeMessageVisibilityBatchRequest,
  ChangeMessageVisibilityRequest,
  DeleteMessageBatchRequest,
  DeleteMessageRequest,
  GetQueueAttributesRequest,
  GetQueueUrlRequest,
  ListQueuesRequest,
  ReceiveMessageRequest,
  SendMessageBatchRequest,
  SendMessageRequest,
} from '@aws-sdk/client-sqs';
import { arnOf } from './arn.ts';
import { eachEntry } from './queues/each-entry.ts';
import { type Message, Queue, type QueueSettings } from './queues/queue.ts';
import { queueAttributes } from './queues/queue-attributes.ts';
import { queueError } from './queues/queue-error.ts';
import { receiveFrom, refuseBadVisibility } from './queues/receive-from.ts';
import { MESSAGE_BYTES_AT_MOST, messageSize, sendTo } from './queues/send-to.ts';
import { AwsError, type Call, type Ground, type Operations } from './service.ts';

/** SQS of all accounts and regions. */
export interface Queues {
  readonly operations: Operations;
  create(settings: QueueSettings): Queue;
  /** By ARN; undefined where there is none. */
  find(arn: string): Queue | undefined;
  all(): readonly Queue[];
}

export function createQueues(ground: Ground): Queues {
  const queues = new Map<string, Queue>();

  function giveUp(message: Message, { arn, redrive }: QueueSettings): void {
    queues.get(redrive?.targetArn ?? '')?.adopt(message, arn);
  }

  function create(settings: QueueSettings): Queue {
    const queue = new Queue(ground, settings, (message) => giveUp(message, settings));
    queues.set(settings.arn, queue);
    return queue;
  }

  return {
    operations: operationsOf(queues, ground),
    create,
    find: (arn) => queues.get(arn),
    all: () => [...queues.values()],
  };
}

interface ToQueue {
  readonly QueueUrl: string | undefined;
}

function operationsOf(all: ReadonlyMap<string, Queue>, ground: Ground): Operations {
  return {
    ...messageOperations(all, ground),
    GetQueueUrl: ({ QueueName, QueueOwnerAWSAccountId }: GetQueueUrlRequest, call: Call) => {
      const account = QueueOwnerAWSAccountId ?? call.caller.account;
      const { settings } = namedQueue(all, { account, name: QueueName ?? '' }, call);
      return { QueueUrl: urlOf(settings, call) };
    },
    GetQueueAttributes: ({ QueueUrl, AttributeNames }: GetQueueAttributesRequest, call: Call) => {
      const known = queueAttributes(queueAt(all, { QueueUrl }, call), ground.clock.now());
      const asked = new Set<string>(AttributeNames ?? []);
      const given = Object.entries(known).filter(([name]) => asked.has('All') || asked.has(name));
      return given.length > 0 ? { Attributes: Object.fromEntries(given) } : {};
    },
    ListQueues: ({ QueueNamePrefix = '' }: ListQueuesRequest, call: Call) => {
      const urls = [...all.values()]
        .map(({ settings }) => settings)
        .filter(({ account, region }) => account === call.caller.account && region === call.region)
        .filter(({ name }) => name.startsWith(QueueNamePrefix))
        .map((settings) => urlOf(settings, call));
      return urls.length > 0 ? { QueueUrls: urls } : {};
    },
    PurgeQueue: (request: ToQueue, call: Call) => queueAt(all, request, call).purge(),
  };
}

function messageOperations(all: ReadonlyMap<string, Queue>, { clock }: Ground): Operations {
  return {
    SendMessage: (request: SendMessageRequest, call: Call) =>
      sendTo(queueAt(all, request, call), request, senderOf(call)),
    SendMessageBatch: ({ QueueUrl, Entries }: SendMessageBatchRequest, call: Call) => {
      const queue = queueAt(all, { QueueUrl }, call);
      refuseLongBatch(Entries ?? []);
      return eachEntry(Entries, (entry) => sendTo(queue, entry, senderOf(call)));
    },
    ReceiveMessage: async (request: ReceiveMessageRequest, call: Call) => {
      const Messages = await receiveFrom(queueAt(all, request, call), request, clock);
      return Messages.length > 0 ? { Messages } : {};
    },
    DeleteMessage: (request: DeleteMessageRequest, call: Call) =>
      queueAt(all, request, call).delete(request.ReceiptHandle ?? ''),
    DeleteMessageBatch: ({ QueueUrl, Entries }: DeleteMessageBatchRequest, call: Call) => {
      const queue = queueAt(all, { QueueUrl }, call);
      return eachEntry(Entries, ({ ReceiptHandle }) => {
        queue.delete(ReceiptHandle ?? '');
        return {};
      });
    },
    ChangeMessageVisibility: (request: ChangeMessageVisibilityRequest, call: Call) =>
      changeVisibility(queueAt(all, request, call), request),
    ChangeMessageVisibilityBatch: (
      { QueueUrl, Entries }: ChangeMessageVisibilityBatchRequest,
      call: Call,
    ) => {
      const queue = queueAt(all, { QueueUrl }, call);
      return eachEntry(Entries, (entry) => {
        changeVisibility(queue, entry);
        return {};
      });
    },
  };
}

function changeVisibility(
  queue: Queue,
  { ReceiptHandle = '', VisibilityTimeout = 0 }: Partial<ChangeMessageVisibilityRequest>,
): void {
  refuseBadVisibility(VisibilityTimeout);
  queue.changeVisibility(ReceiptHandle, VisibilityTimeout);
}

function refuseLongBatch(entries: NonNullable<SendMessageBatchRequest['Entries']>): void {
  const bytes = entries.reduce((sum, entry) => sum + messageSize(entry), 0);
  if (bytes <= MESSAGE_BYTES_AT_MOST) return;
  const message = `Batch requests cannot be longer than ${MESSAGE_BYTES_AT_MOST} bytes. You have sent ${bytes} bytes.`;
  throw queueError('BatchRequestTooLong', message);
}

/** SQS knows senders by the unique id of the user or role; the local organization has only the session to tell them apart. */
function senderOf({ caller }: Call): string {
  return caller.session ? `${caller.accessKeyId}:${caller.session}` : caller.account;
}

function urlOf({ account, name }: QueueSettings, { headers }: Call): string {
  return `http://${headers.host}/${account}/${name}`;
}

/** A queue's URL ends in account and name, whatever host the caller knows it by. */
function queueAt(all: ReadonlyMap<string, Queue>, { QueueUrl = '' }: ToQueue, call: Call): Queue {
  const [name = '', account = ''] = QueueUrl.split('/').reverse();
  return namedQueue(all, { account, name }, call);
}

function namedQueue(
  all: ReadonlyMap<string, Queue>,
  { account, name }: { readonly account: string; readonly name: string },
  call: Call,
): Queue {
  const queue = all.get(arnOf('sqs', { account, region: call.region }, name));
  if (!queue) throw queueError('QueueDoesNotExist', 'The specified queue does not exist.');
  if (account === call.caller.account) return queue;
  throw new AwsError('AccessDeniedException', 'Access to the resource is denied.', { status: 403 });
}
