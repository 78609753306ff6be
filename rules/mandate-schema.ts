import * as z from 'zod';
import { unknownPlaceholder } from './placeholder.ts';
import { list, section } from './section.ts';
import { AccountId, Selector, Units } from './selector-schema.ts';

const ruleId = 'a rule id of 1 to 54 of a-z 0-9 -, starting with a letter or digit';
const RuleId = z
  .string({ error: ruleId })
  .regex(/^[a-z0-9][a-z0-9-]{0,53}$/, { error: ruleId })
  .describe('Unique; the configuration on the bucket is called stocktake-<id>.');

const known = 'no placeholders but {partition} {region} {account} {bucket} {rule}';
function hasKnownPlaceholders(text: string): boolean {
  return unknownPlaceholder(text) === undefined;
}

function text(expected: string) {
  return z.string({ error: expected });
}

function template(expected: string) {
  return text(expected).refine(hasKnownPlaceholders, { error: known });
}

const kmsKey = 'the ARN of a KMS key, such as "arn:{partition}:kms:{region}:222222222222:key/…"';
const KmsKey = template(kmsKey).regex(/^arn:[^:]+:kms:[^:]+:[^:]+:key\/.+$/, { error: kmsKey });

const Encryption = z.union(
  [
    z.literal('SSE-S3'),
    section('a key', { kmsKey: KmsKey.describe('A customer managed key in the destination.') }),
  ],
  { error: 'SSE-S3, or { kmsKey: "arn:…" }' },
);

const Bucket = template(
  'the name of the destination bucket, such as acme-inventory-{region}',
).describe(
  'S3 Inventory never crosses regions, so there is one bucket per region: acme-inventory-{region}.',
);
const Prefix = template('a prefix, such as inventory/{account}').describe(
  'Goes before the layout of S3, which does not hold the account: inventory/{account}.',
);
const destinationAccount = AccountId.describe(
  'The account that owns the destination bucket; S3 delivers to nobody else.',
);
const encryption = Encryption.describe('How the reports are encrypted: SSE-S3 or a KMS key.');

export const Destination = section('a destination with account and bucket', {
  account: destinationAccount,
  bucket: Bucket,
  prefix: Prefix.exactOptional(),
  encryption: encryption.exactOptional(),
}).describe('Where the reports go, unless a rule says otherwise.');

export const DestinationOverlay = section(
  'parts of a destination, such as { prefix: weekly/{account} }',
  {
    account: destinationAccount.exactOptional(),
    bucket: Bucket.exactOptional(),
    prefix: Prefix.exactOptional(),
    encryption: encryption.exactOptional(),
  },
).describe('Laid over the destination of the mandate, key by key.');
export type DestinationOverlay = z.infer<typeof DestinationOverlay>;

const fieldName = 'the name of an optional field, such as Size';
const FieldName = text(fieldName).min(1, { error: fieldName });
const fields = 'standard, all, or a list of optional fields such as [Size, ETag]';
const Fields = z
  .union([z.enum(['standard', 'all']), z.array(FieldName).readonly()], { error: fields })
  .describe('Columns besides bucket and key: standard, all, or a list. Left out: none.');

const filter = 'a filter such as { prefix: logs/ }';
const InventoryDemand = section('an inventory with frequency, format and versions', {
  frequency: z
    .enum(['Daily', 'Weekly'], { error: 'Daily or Weekly' })
    .describe('Weekly reports are made on Sundays, UTC.'),
  format: z.enum(['CSV', 'ORC', 'Parquet'], { error: 'CSV, ORC or Parquet' }),
  versions: z
    .enum(['All', 'Current'], { error: 'All or Current' })
    .describe('Every version of an object, or the current one only.'),
  fields: Fields.default([]),
  filter: section(filter, { prefix: text('a key prefix, such as logs/') })
    .describe('Only objects whose key begins so.')
    .exactOptional(),
  enabled: z.boolean({ error: 'true or false' }).default(true),
});

const rollout = 'a rollout such as { share: 10 } or { units: ["Sandbox/**"] }';
const share = 'a share of the accounts in per cent, a whole number from 1 to 100';
const Rollout = section(rollout, {
  share: z
    .int({ error: share })
    .min(1, { error: share })
    .max(100, { error: share })
    .describe('So many per cent of the accounts. A larger share always holds the smaller one.')
    .exactOptional(),
  units: Units.exactOptional(),
}).refine((written) => Object.keys(written).length > 0, { error: rollout });

const notEveryone = 'at least one key: an empty unless would exclude every bucket';
const Rule = section('a rule with id, where and inventory', {
  id: RuleId,
  description: text('a sentence').describe('For people.').exactOptional(),
  enforcement: z
    .enum(['correct', 'report'], { error: 'correct or report' })
    .default('correct')
    .describe('correct: puts right what differs. report: only says so.'),
  rollout: Rollout.describe(
    'Where the rule is enforced already: either key admits an account. Elsewhere it only says what differs. Left out: everywhere.',
  ).exactOptional(),
  where: Selector.describe('Which buckets: all keys must hold. {} is everyone.'),
  unless: Selector.refine((selector) => Object.keys(selector).length > 0, { error: notEveryone })
    .describe('Which of them not: those for which all keys hold.')
    .exactOptional(),
  destination: DestinationOverlay.exactOptional(),
  inventory: InventoryDemand.describe('The inventory that the bucket must have.'),
});

const day = 'a day that exists, as YYYY-MM-DD';
const Exemption = section('an exemption with where, reason, owner and expires', {
  where: Selector.describe('Which buckets: all keys must hold.'),
  rules: list('rule ids', RuleId).describe('Which rules; left out: all.').exactOptional(),
  reason: text('a sentence').min(1, { error: 'a sentence' }).describe('Why it was agreed.'),
  owner: text('who answers for it').min(1, { error: 'who answers for it' }),
  ticket: text('the number of a ticket, in quotes').exactOptional(),
  expires: z.iso.date({ error: day }).describe('The last day on which it counts, in UTC.'),
});

const perCent = 'a share in per cent, from 0 to 100';
const PerCent = z
  .number({ error: perCent })
  .min(0, { error: perCent })
  .max(100, { error: perCent });
const count = 'a whole number of configurations, 0 or more';

const Limits = section('limits such as { changed: 25, deleted: 50, failed: 10 }', {
  changed: PerCent.default(25).describe(
    'Per cent of the buckets judged before that a sweep may change.',
  ),
  deleted: z
    .int({ error: count })
    .min(0, { error: count })
    .default(50)
    .describe('Configurations that a sweep may delete.'),
  failed: PerCent.default(10).describe(
    'Per cent of the corrections of a sweep that may fail before it stops correcting.',
  ),
}).describe('What a sweep may do without being released by hand.');

/** The mandate as it is written. The type and the JSON Schema come from here as well. */
export const MandateDocument = section('a mandate: version, destination, rules', {
  version: z.literal(1, { error: '1, the only version there is' }),
  destination: Destination.exactOptional(),
  rules: list('rules', Rule).describe('What is demanded. Several rules may match a bucket.'),
  exemptions: z
    .array(Exemption, { error: 'a list of exemptions' })
    .readonly()
    .default([])
    .describe('Agreed, dated exceptions.'),
  prune: z
    .boolean({ error: 'true or false' })
    .default(false)
    .describe('true: configurations of ours that no rule demands are removed.'),
  limits: Limits.prefault({}),
  directoryBuckets: z
    .enum(['enforce', 'ignore'], { error: 'enforce or ignore' })
    .default('enforce')
    .describe('enforce: governed like all others. ignore: left without inventories.'),
});
export type MandateDocument = z.infer<typeof MandateDocument>;
