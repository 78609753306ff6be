import * as z from 'zod';

const Text = z.string().min(1);
const Count = z.number().int().nonnegative();
const List = Text.max(700);

/**
 * Detail of the event `Inventory Digest`, source `stocktake`, once a day. Every member is always there and every text fit to
 * be pasted into a JSON template; `-` says that there is nothing to tell.
 */
export const InventoryDigest = z
  .object({
    version: z.literal(1),
    day: z.iso.date().describe('in UTC; there is one digest of every day'),
    at: z.iso.datetime().describe('when the ledger had been read'),
    headline: Text.max(250),
    total: Count.describe('buckets, without those that are gone'),
    states: Text.max(500).describe('how many buckets are in which state; they add up to the total'),
    unknown: Count.describe(
      'buckets of which only the creation was ever heard, and those that S3 lists and the ledger has not',
    ),
    sums: List.describe('what S3 listed and when, and whether the ledger accounts for all of it'),
    corrected: Count.describe('buckets on which something was put right in the last 24 hours'),
    corrections: Text.max(250).describe('the same as a text'),
    incidents: Count.describe('that are open'),
    openIncidents: List.describe('the oldest of them'),
    expiring: List.describe('exemptions that end within 14 days'),
    expired: List.describe('exemptions that have ended within 14 days'),
    deadLetters: Count.describe('messages that are kept until somebody sends them back'),
    trouble: Text.max(500).describe('what could not be read for this digest, and why'),
    nextStep: Text.max(250).describe('a command to paste'),
  })
  .readonly();
export type InventoryDigest = z.infer<typeof InventoryDigest>;

/** The same as a JSON Schema, for whoever reads the events: published as `docs/events/inventory-digest.schema.json`. */
export function digestEventJsonSchema(): object {
  return {
    title: 'Inventory Digest',
    description:
      'detail of the EventBridge event `Inventory Digest` from the source `stocktake`, once a day',
    ...z.toJSONSchema(InventoryDigest),
  };
}
