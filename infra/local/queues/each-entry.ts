import type { BatchResultErrorEntry } from '@aws-sdk/client-sqs';
import { AwsError } from '../service.ts';
import { queueError } from './queue-error.ts';

interface Entry {
  readonly Id: string | undefined;
}

interface BatchResult<Success> {
  readonly Successful: readonly (Success & { readonly Id: string })[];
  readonly Failed: readonly BatchResultErrorEntry[];
}

const ENTRIES_AT_MOST = 10;

/**
 * Does one thing for each entry of a batch; an entry that fails does not take the others along.
 *
 * @throws AwsError `EmptyBatchRequest`, `TooManyEntriesInBatchRequest`, `BatchEntryIdsNotDistinct` for the batch as a whole.
 */
export function eachEntry<E extends Entry, Success extends object>(
  entries: readonly E[] | undefined,
  act: (entry: E) => Success,
): BatchResult<Success> {
  refuseBadBatch(entries ?? []);
  const Successful: (Success & { readonly Id: string })[] = [];
  const Failed: BatchResultErrorEntry[] = [];
  for (const entry of entries ?? []) {
    const Id = entry.Id ?? '';
    try {
      Successful.push({ ...act(entry), Id });
    } catch (error) {
      Failed.push({ Id, ...failure(error) });
    }
  }
  return { Successful, Failed };
}

function refuseBadBatch(entries: readonly Entry[]): void {
  if (entries.length === 0) {
    throw queueError('EmptyBatchRequest', 'There should be at least one entry in the request.');
  }
  if (entries.length > ENTRIES_AT_MOST) {
    const message = `Maximum number of entries per request are ${ENTRIES_AT_MOST}. You have sent ${entries.length}.`;
    throw queueError('TooManyEntriesInBatchRequest', message);
  }
  const ids = entries.map(({ Id }) => Id);
  const repeated = ids.find((id, at) => ids.indexOf(id) !== at);
  if (repeated !== undefined)
    throw queueError('BatchEntryIdsNotDistinct', `Id ${repeated} repeated.`);
}

function failure(error: unknown): Omit<BatchResultErrorEntry, 'Id'> {
  if (!(error instanceof AwsError)) throw error;
  return { Code: error.code, Message: error.message, SenderFault: error.status < 500 };
}
