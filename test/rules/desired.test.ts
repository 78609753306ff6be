import { describe, expect, test } from '@jest/globals';
import { desiredInventory } from '../../rules/desired.ts';
import { allFields } from '../../rules/optional-fields.ts';
import { aBucket, aRule } from './builders.ts';

describe('desiredInventory', () => {
  test('speaks in the terms of S3, with every placeholder filled in', () => {
    const rule = aRule({
      destination: {
        account: '222222222222',
        bucket: 'reports-{region}',
        prefix: '{rule}/{account}/{bucket}',
        encryption: { kmsKey: 'arn:{partition}:kms:{region}:222222222222:key/one' },
      },
      inventory: {
        frequency: 'Weekly',
        format: 'ORC',
        versions: 'Current',
        fields: ['Size', 'ETag'],
        filter: { prefix: 'logs/{region}' },
        enabled: false,
      },
    });

    const inventory = desiredInventory(rule, aBucket({ region: 'us-gov-west-1' }));

    expect(inventory).toEqual({
      Id: 'stocktake-daily',
      IsEnabled: false,
      IncludedObjectVersions: 'Current',
      Schedule: { Frequency: 'Weekly' },
      Destination: {
        S3BucketDestination: {
          Bucket: 'arn:aws-us-gov:s3:::reports-us-gov-west-1',
          Format: 'ORC',
          AccountId: '222222222222',
          Prefix: 'daily/111111111111/cards',
          Encryption: {
            SSEKMS: { KeyId: 'arn:aws-us-gov:kms:us-gov-west-1:222222222222:key/one' },
          },
        },
      },
      Filter: { Prefix: 'logs/{region}' },
      OptionalFields: ['ETag', 'Size'],
    });
  });

  test('leaves out what the mandate leaves out', () => {
    const { Destination, Filter } = desiredInventory(aRule(), aBucket());

    expect({ Destination, Filter }).toEqual({
      Destination: {
        S3BucketDestination: {
          Bucket: 'arn:aws:s3:::reports-eu-west-1',
          Format: 'CSV',
          AccountId: '222222222222',
        },
      },
    });
  });

  test('asks of a directory bucket for no field that it does not have', () => {
    const inventory = { ...aRule().inventory, fields: allFields };

    const demanded = desiredInventory(aRule({ inventory }), aBucket({ name: 'a--euw1-az1--x-s3' }));

    expect(demanded).toMatchObject({
      IncludedObjectVersions: 'All',
      OptionalFields: [
        'BucketKeyStatus',
        'ChecksumAlgorithm',
        'ETag',
        'EncryptionStatus',
        'IsMultipartUploaded',
        'LastModifiedDate',
        'LifecycleExpirationDate',
        'Size',
        'StorageClass',
      ],
    });
  });

  test('asks of a directory bucket for none where all that is wanted is lacking', () => {
    const inventory = { ...aRule().inventory, fields: ['ObjectOwner', 'Colour'] };

    const demanded = desiredInventory(aRule({ inventory }), aBucket({ name: 'a--euw1-az1--x-s3' }));

    expect(demanded.OptionalFields).toBeUndefined();
  });

  test('SSE-S3 is an empty member', () => {
    const destination = { ...aRule().destination, encryption: 'SSE-S3' as const };

    const inventory = desiredInventory(aRule({ destination }), aBucket());

    expect(inventory.Destination.S3BucketDestination.Encryption).toEqual({ SSES3: {} });
  });
});
