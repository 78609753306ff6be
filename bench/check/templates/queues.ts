import { type QueueReader, queueReaders } from './queue-readers.ts';
import type { Document } from './reading/document.ts';
import { fieldsOf } from './reading/fields.ts';
import { numberRange } from './reading/number-range.ts';
import { referredId } from './reading/referred-id.ts';
import { type Resource, resourcesOf } from './reading/resources-of.ts';
import type { Fault, TemplateCheck } from './template-check.ts';

/** What SQS takes when a queue does not say: 30 seconds, four days. Source: SQS API reference, CreateQueue. */
const defaults = { VisibilityTimeout: 30, MessageRetentionPeriod: 345_600 } as const;

const RECEIVES_AT_LEAST = 5;

/** Queues in the clear, and queues that lose work or hand it out twice (SAM facts C.2). */
export const queues: TemplateCheck = (document) => {
  const all = resourcesOf(document, 'AWS::SQS::Queue');
  const fed = queueReaders(document).flatMap((reader) => {
    const queue = all.find(({ id }) => id === reader.queue);
    if (!queue) return [];
    return [...visibilityFaults(queue, reader, document), ...redriveFaults(queue, all)];
  });
  return [
    ...all.flatMap(encryptionFaults),
    ...all.flatMap((one) => retentionFaults(one, all)),
    ...fed,
  ];
};

function encryptionFaults({ path, properties }: Resource): readonly Fault[] {
  if (properties.SqsManagedSseEnabled === true || properties.KmsMasterKeyId) return [];
  return [{ path, text: 'not encrypted; expected SqsManagedSseEnabled: true or KmsMasterKeyId' }];
}

/** Source: Lambda developer guide, SQS: six times the function's timeout, and the batching window. */
function visibilityFaults(
  { path, properties }: Resource,
  { lambda, source }: QueueReader,
  document: Document,
): readonly Fault[] {
  const { Timeout = 3 } = lambda.properties;
  const { MaximumBatchingWindowInSeconds = 0 } = source;
  const visible = properties.VisibilityTimeout ?? defaults.VisibilityTimeout;
  const has = numberRange(visible, document)?.least;
  const timeout = numberRange(Timeout, document)?.most;
  const window = numberRange(MaximumBatchingWindowInSeconds, document)?.most;
  if (has === undefined || timeout === undefined || window === undefined) return [];
  const needed = 6 * timeout + window;
  if (has >= needed) return [];
  const text = `${has} seconds; expected at least ${needed}, six times the timeout of ${lambda.id} and its batching window`;
  return [{ path: `${path}.VisibilityTimeout`, text }];
}

/** Where messages end there is nowhere else to send them: what the reader cannot do stays. */
function redriveFaults(queue: Resource, all: readonly Resource[]): readonly Fault[] {
  if (all.some((one) => deadLetterQueueOf(one) === queue.id)) return [];
  const { path, properties } = queue;
  const at = `${path}.RedrivePolicy`;
  const { deadLetterTargetArn, maxReceiveCount } = fieldsOf(properties.RedrivePolicy);
  if (!all.some(({ id }) => id === referredId(deadLetterTargetArn))) {
    return [{ path: at, text: 'expected a dead-letter queue of this template' }];
  }
  if (Number(maxReceiveCount) >= RECEIVES_AT_LEAST) return [];
  const text = `${String(maxReceiveCount)}; expected at least ${RECEIVES_AT_LEAST}`;
  return [{ path: `${at}.maxReceiveCount`, text }];
}

/** A message keeps its age when it moves to the dead-letter queue. Source: SQS developer guide, dead-letter queues. */
function retentionFaults(queue: Resource, all: readonly Resource[]): readonly Fault[] {
  const { deadLetterTargetArn } = fieldsOf(queue.properties.RedrivePolicy);
  const dead = all.find(({ id }) => id === referredId(deadLetterTargetArn));
  if (!dead || retention(dead) >= retention(queue)) return [];
  const path = `${dead.path}.MessageRetentionPeriod`;
  return [{ path, text: `shorter than that of ${queue.id}, whose messages it is to keep` }];
}

function retention({ properties }: Resource): number {
  return Number(properties.MessageRetentionPeriod ?? defaults.MessageRetentionPeriod);
}

function deadLetterQueueOf({ properties }: Resource): string | undefined {
  return referredId(fieldsOf(properties.RedrivePolicy).deadLetterTargetArn);
}
