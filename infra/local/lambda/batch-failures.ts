import * as z from 'zod';

/** How a batch ended: all is done, nothing is, or the messages with these ids are not. */
export type BatchEnd = 'all-done' | 'none-done' | ReadonlySet<string>;

const Answer = z
  .object({
    batchItemFailures: z
      .array(z.object({ itemIdentifier: z.string().min(1) }))
      .nullable()
      .optional(),
  })
  .nullish();

/**
 * Reads what a function returned for a batch, where the mapping reports item failures.
 * Anything that is not plainly understood means that the whole batch failed.
 * Source: AWS facts G.2: null or empty is success; a wrong key, an empty id and an unknown id are failure.
 *
 * @param ids of the batch's messages.
 */
export function readBatchFailures(answer: unknown, ids: ReadonlySet<string>): BatchEnd {
  if (hasWrongKey(answer)) return 'none-done';
  const read = Answer.safeParse(answer);
  if (!read.success) return 'none-done';
  const failed = read.data?.batchItemFailures?.map(({ itemIdentifier }) => itemIdentifier) ?? [];
  if (failed.length === 0) return 'all-done';
  return failed.every((id) => ids.has(id)) ? new Set(failed) : 'none-done';
}

/** Answers such as `{"failures": […]}`: something was meant, and it was not this. */
function hasWrongKey(answer: unknown): boolean {
  if (typeof answer !== 'object' || answer === null) return false;
  const keys = Object.keys(answer);
  return keys.length > 0 && !keys.includes('batchItemFailures');
}
