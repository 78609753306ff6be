import * as z from 'zod';

/** Detail of the event `Bucket Inventory Outcome`, source `stocktake`: a bucket's state changed. */
export const BucketInventoryOutcome = z
  .object({
    version: z.literal(1),
    id: z.string().describe('of this change of state: the same when it is told twice'),
    account: z.string().regex(/^\d{12}$/),
    region: z.string(),
    bucket: z.string(),
    state: z.string().describe('what the bucket is now'),
    before: z.string().optional().describe('the state that was told last; absent the first time'),
    beforeSince: z.iso.datetime().optional().describe('when the bucket came into that one'),
    outcome: z.string().describe('how the run ended that found out'),
    cause: z.string().optional().describe('why, where the state is deferred or failed'),
    reason: z.string().optional().describe('the same in a sentence'),
    since: z.iso.datetime().describe('when the bucket came into this state'),
    rules: z.array(z.string()).describe('the rules that apply'),
    surplus: z.array(z.string()).describe('configurations of ours that no rule demands'),
    creator: z.string().optional().describe('ARN of the role or user that created the bucket'),
  })
  .readonly();
export type BucketInventoryOutcome = z.infer<typeof BucketInventoryOutcome>;

/** The same as a JSON Schema, for whoever reads the events: published as `docs/events/bucket-inventory-outcome.schema.json`. */
export function outcomeEventJsonSchema(): object {
  return {
    title: 'Bucket Inventory Outcome',
    description:
      'detail of an EventBridge event from the source `stocktake`: the state of a bucket changed',
    ...z.toJSONSchema(BucketInventoryOutcome),
  };
}
