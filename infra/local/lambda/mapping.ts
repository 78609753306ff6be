import type { Message, Queue } from '../queues/queue.ts';
import type { Ground } from '../service.ts';
import { type BatchEnd, readBatchFailures } from './batch-failures.ts';
import { invoke, type LambdaHandler } from './invoke.ts';
import type { DeployedFunction } from './lambda-context.ts';
import { sqsEvent } from './sqs-records.ts';

/** A queue that feeds a function. */
export interface Mapping {
  readonly queue: Queue;
  readonly handler: LambdaHandler;
  readonly deployed: DeployedFunction;
  readonly settings: MappingSettings;
}

/** What a template says of an event source mapping. */
export interface MappingSettings {
  readonly batchSize: number;
  /** Seconds to wait for a fuller batch. */
  readonly window: number;
  /** Batches at a time. */
  readonly maximumConcurrency: number;
  readonly reportsItemFailures: boolean;
}

/** What there is at once, or what has come by the end of the mapping's window. */
export async function takeBatch(
  { queue, settings: { batchSize, window } }: Mapping,
  { clock }: Ground,
): Promise<readonly Message[]> {
  const messages = [...queue.receive(batchSize)];
  const until = clock.now() + window * 1_000;
  while (messages.length > 0 && messages.length < batchSize && clock.now() < until) {
    await queue.whenReady(until);
    messages.push(...queue.receive(batchSize - messages.length));
  }
  return messages;
}

/**
 * Runs the function over a batch and deletes what it has done; the rest becomes visible when its time is up (AWS facts G.2).
 *
 * @returns the error that the function ended with, if it did.
 */
export async function handleBatch(
  ground: Ground,
  mapping: Mapping,
  messages: readonly Message[],
): Promise<unknown> {
  const { end, error } = await endOf(ground, mapping, messages);
  for (const { id, receiptHandle = '' } of messages) {
    if (isDone(end, id)) mapping.queue.delete(receiptHandle);
  }
  return error;
}

async function endOf(
  ground: Ground,
  mapping: Mapping,
  messages: readonly Message[],
): Promise<{ readonly end: BatchEnd; readonly error?: unknown }> {
  try {
    const answer = await invoke(ground, mapping, sqsEvent(messages, mapping.queue.settings));
    if (!mapping.settings.reportsItemFailures) return { end: 'all-done' };
    return { end: readBatchFailures(answer, new Set(messages.map(({ id }) => id))) };
  } catch (error) {
    return { end: 'none-done', error };
  }
}

function isDone(end: BatchEnd, id: string): boolean {
  return typeof end === 'string' ? end === 'all-done' : !end.has(id);
}
