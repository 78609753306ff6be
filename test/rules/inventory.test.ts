import type { InventoryConfiguration } from '@aws-sdk/client-s3';
import { describe, expect, test } from '@jest/globals';
import {
  canonical,
  configurationId,
  isOurs,
  ruleOf,
  sameInventory,
} from '../../rules/inventory.ts';

const full: InventoryConfiguration = {
  OptionalFields: ['Size', 'ETag', 'Size'],
  Filter: { Prefix: 'logs/' },
  Schedule: { Frequency: 'Daily' },
  IncludedObjectVersions: 'All',
  Id: 'stocktake-daily',
  IsEnabled: true,
  Destination: {
    S3BucketDestination: {
      Encryption: { SSEKMS: { KeyId: 'arn:aws:kms:eu-west-1:222222222222:key/one' } },
      Prefix: 'inventory',
      AccountId: '222222222222',
      Format: 'CSV',
      Bucket: 'arn:aws:s3:::reports',
    },
  },
};

const bare: InventoryConfiguration = {
  Id: 'stocktake-daily',
  IsEnabled: true,
  IncludedObjectVersions: 'All',
  Schedule: { Frequency: 'Daily' },
  Destination: { S3BucketDestination: { Bucket: 'arn:aws:s3:::reports', Format: 'CSV' } },
};

function encrypted(Encryption: object): InventoryConfiguration {
  const to = { Bucket: 'arn:aws:s3:::reports', Format: 'CSV', Encryption } as const;
  return { ...bare, Destination: { S3BucketDestination: to } };
}

describe('canonical', () => {
  test('sorts the optional fields and names each once', () => {
    expect(canonical(full).OptionalFields).toEqual(['ETag', 'Size']);
  });

  test('keeps everything else as it is', () => {
    expect(canonical(full)).toEqual({ ...full, OptionalFields: ['ETag', 'Size'] });
  });

  test.each<[string, InventoryConfiguration]>([
    ['an empty filter', { ...bare, Filter: { Prefix: '' } }],
    ['a filter without a prefix', { ...bare, Filter: {} as { Prefix: string } }],
    ['an empty list of fields', { ...bare, OptionalFields: [] }],
    ['encryption that says nothing', encrypted({})],
  ])('%s is none', (_, configuration) => {
    expect(canonical(configuration)).toEqual(canonical(bare));
  });

  test('SSE-S3 is kept', () => {
    const { Encryption } = canonical(encrypted({ SSES3: {} })).Destination.S3BucketDestination;

    expect(Encryption).toEqual({ SSES3: {} });
  });

  test('what is required and missing becomes what no mandate can ask for', () => {
    expect(canonical({})).toEqual({
      Id: '',
      IsEnabled: false,
      IncludedObjectVersions: '',
      Schedule: { Frequency: '' },
      Destination: { S3BucketDestination: { Bucket: '', Format: '' } },
    });
  });

  test('a key without its id does not count as unencrypted', () => {
    const { Encryption } = canonical(encrypted({ SSEKMS: {} })).Destination.S3BucketDestination;

    expect(Encryption).toEqual({ SSEKMS: { KeyId: '' } });
  });
});

describe('sameInventory', () => {
  test('order and spelling do not matter', () => {
    const other = { ...full, OptionalFields: ['ETag' as const, 'Size' as const] };

    expect(sameInventory(full, other)).toBe(true);
  });

  test('a filter matters', () => {
    expect(sameInventory(bare, { ...bare, Filter: { Prefix: 'a' } })).toBe(false);
  });
});

describe('ids', () => {
  test('the id of a rule is ours', () => {
    expect([configurationId('daily'), isOurs(configurationId('daily'))]).toEqual([
      'stocktake-daily',
      true,
    ]);
  });

  test('lead back to their rule', () => {
    expect(ruleOf(configurationId('daily'))).toBe('daily');
    expect(ruleOf('team-report')).toBeUndefined();
  });

  test.each(['stocktake', 'Stocktake-daily', 'my-stocktake-daily', ''])('%j is foreign', (id) => {
    expect(isOurs(id)).toBe(false);
  });
});
