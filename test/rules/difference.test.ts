import { describe, expect, test } from '@jest/globals';
import { differences } from '../../rules/difference.ts';
import type { LooseInventory } from '../../rules/inventory.ts';
import { anInventory } from './builders.ts';

function to(destination: object): LooseInventory {
  return {
    Destination: {
      S3BucketDestination: { Bucket: 'arn:aws:s3:::reports', Format: 'CSV', ...destination },
    },
  };
}

describe('differences', () => {
  test('there are none between equals', () => {
    expect(differences(anInventory(), anInventory())).toEqual([]);
  });

  test.each<[LooseInventory, LooseInventory, string]>([
    [
      { Schedule: { Frequency: 'Weekly' } },
      {},
      'Schedule.Frequency is Weekly, the mandate wants Daily',
    ],
    [{ IsEnabled: false }, {}, 'IsEnabled is false, the mandate wants true'],
    [{ IncludedObjectVersions: '' }, {}, 'IncludedObjectVersions is none, the mandate wants All'],
    [{ Filter: { Prefix: 'a' } }, {}, 'Filter.Prefix is a, the mandate wants none'],
    [{}, { Filter: { Prefix: 'a' } }, 'Filter.Prefix is none, the mandate wants a'],
    [
      {},
      to({ AccountId: '222222222222' }),
      'Destination.S3BucketDestination.AccountId is none, the mandate wants 222222222222',
    ],
    [
      {},
      to({ Encryption: { SSES3: {} } }),
      'Destination.S3BucketDestination.Encryption.SSES3 is none, the mandate wants set',
    ],
    [{}, { OptionalFields: ['Size', 'ETag'] }, 'OptionalFields lacks ETag, Size'],
    [{ OptionalFields: ['Size'] }, {}, 'OptionalFields has Size, which the mandate does not want'],
    [
      { OptionalFields: ['Size', 'ObjectOwner'] },
      { OptionalFields: ['Size', 'ETag'] },
      'OptionalFields lacks ETag and has ObjectOwner, which the mandate does not want',
    ],
  ])('%j instead of %j: %s', (observed, wanted, sentence) => {
    expect(differences(anInventory(observed), anInventory(wanted))).toEqual([sentence]);
  });
});
