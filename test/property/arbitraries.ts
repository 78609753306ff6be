import fc from 'fast-check';
import type { BucketFacts } from '../../rules/bucket.ts';
import type { LooseInventory } from '../../rules/inventory.ts';
import type { Exemption, Mandate, Rollout, Rule } from '../../rules/mandate.ts';
import { allFields } from '../../rules/optional-fields.ts';
import type { Selector } from '../../rules/selector-schema.ts';

/** Few values each, so that what is asked for and what is there often meet. */
const accounts = ['111111111111', '333333333333'];
const regions = ['eu-west-1', 'us-east-1', 'cn-north-1'];
const names = ['cards', 'vendor-a', 'cards-scratch'];
const units = ['', 'Audit', 'Workloads', 'Workloads/Production'];
const unitIds = ['ou-abcd-11111111', 'ou-abcd-22222222'];
const creators = ['arn:aws:iam::111111111111:role/deploy', 'arn:aws:iam::111111111111:user/me'];
const tagKeys = ['data', 'tier', 'toString'];
const tagValues = ['personal', 'payment', ''];

function maybe<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.option(arbitrary, { nil: undefined });
}

const tags = fc.dictionary(fc.constantFrom(...tagKeys), fc.constantFrom(...tagValues));

export const bucketFacts: fc.Arbitrary<BucketFacts> = fc.record({
  account: fc.constantFrom(...accounts),
  region: fc.constantFrom(...regions),
  name: fc.constantFrom(...names),
  unit: maybe(fc.constantFrom(...units)),
  unitIds: maybe(fc.subarray(unitIds)),
  accountTags: maybe(tags),
  bucketTags: maybe(tags),
  creator: maybe(fc.constantFrom(...creators)),
});

function listOf(...values: readonly string[]): fc.Arbitrary<string[]> {
  return fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 3 });
}

const tagSelector = fc.dictionary(fc.constantFrom(...tagKeys), listOf(...tagValues, 'p*', '*'), {
  minKeys: 1,
});

const selector: fc.Arbitrary<Selector> = fc.record(
  {
    accounts: listOf(...accounts),
    units: listOf('Audit/**', 'Workloads/*', 'Workloads', '**', ...unitIds),
    accountTags: tagSelector,
    regions: listOf('eu-*', ...regions),
    names: listOf('vendor-*', '*-scratch', 'cards'),
    bucketTags: tagSelector,
    creators: listOf('arn:aws:iam::*:role/*', '**/me'),
  },
  { requiredKeys: [] },
);

const excluding = selector.filter((chosen) => Object.keys(chosen).length > 0);

const rollout: fc.Arbitrary<Rollout> = fc
  .record(
    { share: fc.integer({ min: 1, max: 100 }), units: listOf('Audit/**', 'Workloads', ...unitIds) },
    { requiredKeys: [] },
  )
  .filter((chosen) => Object.keys(chosen).length > 0);

const ruleIds = ['daily', 'weekly', 'audit', 'x'];

function rule(id: string): fc.Arbitrary<Rule> {
  return fc
    .record({
      enforcement: fc.constantFrom('correct' as const, 'report' as const),
      rollout: maybe(rollout),
      where: selector,
      unless: maybe(excluding),
      prefix: fc.constantFrom('', '{account}/{rule}'),
      frequency: fc.constantFrom('Daily' as const, 'Weekly' as const),
      fields: fc.subarray([...allFields]),
      enabled: fc.boolean(),
    })
    .map(({ enforcement, rollout, where, unless, prefix, frequency, fields, enabled }) => ({
      id,
      enforcement,
      ...(enforcement === 'correct' && rollout && { rollout }),
      where,
      ...(unless && { unless }),
      destination: { account: '222222222222', bucket: 'reports-{region}', prefix },
      inventory: { frequency, format: 'CSV', versions: 'All', fields, enabled },
    }));
}

const exemption: fc.Arbitrary<Exemption> = fc
  .record({
    where: selector,
    rules: maybe(listOf(...ruleIds)),
    expires: fc.constantFrom('2026-01-01', '2027-03-31'),
  })
  .map(({ rules, ...rest }) => ({
    ...rest,
    ...(rules && { rules }),
    reason: 'It is agreed.',
    owner: 'platform@example.com',
  }));

export const mandate: fc.Arbitrary<Mandate> = fc.subarray(ruleIds, { minLength: 1 }).chain((ids) =>
  fc.record({
    version: fc.constant(1 as const),
    rules: fc.tuple(...ids.map(rule)),
    exemptions: fc.array(exemption, { maxLength: 2 }),
    prune: fc.boolean(),
    limits: fc.constant({ changed: 25, deleted: 50, failed: 10 }),
    directoryBuckets: fc.constantFrom('enforce', 'ignore'),
  }),
);

/** Configurations as S3 may answer them: ours and foreign ones, members in every state of being there. */
export const looseInventory: fc.Arbitrary<LooseInventory> = fc.record(
  {
    Id: fc.constantFrom(
      ...ruleIds.map((id) => `stocktake-${id}`),
      'stocktake-old',
      'other',
      'mine',
    ),
    IsEnabled: fc.boolean(),
    IncludedObjectVersions: fc.constantFrom('All', 'Current'),
    Schedule: fc.record({ Frequency: fc.constantFrom('Daily', 'Weekly') }, { requiredKeys: [] }),
    Filter: maybe(fc.record({ Prefix: fc.constantFrom('', 'logs/') }, { requiredKeys: [] })),
    OptionalFields: maybe(fc.array(fc.constantFrom('Size', 'ETag', 'NewField'))),
    Destination: fc.record(
      {
        S3BucketDestination: fc.record(
          {
            Bucket: fc.constantFrom('arn:aws:s3:::reports-eu-west-1', 'arn:aws:s3:::elsewhere'),
            Format: fc.constantFrom('CSV', 'Parquet'),
            AccountId: maybe(fc.constantFrom('', '222222222222')),
            Prefix: maybe(fc.constantFrom('', 'inventory')),
            Encryption: maybe(
              fc.constantFrom({}, { SSES3: {} }, { SSEKMS: { KeyId: 'arn:aws:kms:…' } }),
            ),
          },
          { requiredKeys: [] },
        ),
      },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: ['Id'] },
);

/** What is on one bucket: every id once. */
export const observed = fc.uniqueArray(looseInventory, { selector: ({ Id }) => Id, maxLength: 8 });
