import {
  DeleteBucketInventoryConfigurationCommand,
  GetBucketInventoryConfigurationCommand,
  type InventoryConfiguration,
  type InventoryOptionalField,
  ListBucketInventoryConfigurationsCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { describe, expect, test } from '@jest/globals';
import { refusal } from '../an-organization.ts';
import { aBucket, anInventory, Bucket, putInventory } from './a-bucket.ts';

function list(s3: S3Client, ContinuationToken?: string) {
  return s3.send(new ListBucketInventoryConfigurationsCommand({ Bucket, ContinuationToken }));
}

function get(s3: S3Client, Id = 'weekly') {
  return s3.send(new GetBucketInventoryConfigurationCommand({ Bucket, Id }));
}

function remove(s3: S3Client, Id = 'weekly') {
  return s3.send(new DeleteBucketInventoryConfigurationCommand({ Bucket, Id }));
}

/** A destination with another ARN. */
function to(arn: string): Pick<InventoryConfiguration, 'Destination'> {
  return { Destination: { S3BucketDestination: { Bucket: arn, Format: 'CSV' } } };
}

describe('a put', () => {
  test('answers 204 and is read back as it was put', async () => {
    const { owner } = await aBucket();
    const configuration = anInventory({
      OptionalFields: ['Size', 'ETag'],
      Filter: { Prefix: 'a & <b>/' },
      Destination: {
        S3BucketDestination: {
          Bucket: 'arn:aws:s3:::reports',
          Format: 'Parquet',
          AccountId: '222222222222',
          Prefix: 'p',
          Encryption: { SSES3: {} },
        },
      },
    });

    const { $metadata } = await putInventory(owner, configuration);

    expect($metadata.httpStatusCode).toBe(204);
    expect((await get(owner)).InventoryConfiguration).toEqual(configuration);
  });

  test('replaces the whole configuration of its id', async () => {
    const { owner } = await aBucket();
    await putInventory(owner, anInventory({ OptionalFields: ['Size'] }));

    await putInventory(owner, anInventory());

    expect((await get(owner)).InventoryConfiguration).toEqual(anInventory());
  });

  test.each<[string, Partial<InventoryConfiguration>]>([
    ['an unknown field', { OptionalFields: ['Colour' as InventoryOptionalField] }],
    ['an unknown frequency', { Schedule: { Frequency: 'Hourly' as 'Daily' } }],
    ['an unknown choice of versions', { IncludedObjectVersions: 'Some' as 'All' }],
    ['a missing schedule', { Schedule: undefined }],
    ['a filter without a prefix', { Filter: { Prefix: undefined } }],
  ])('with %s is malformed', async (_case, change) => {
    const { owner } = await aBucket();

    const error = await refusal(putInventory(owner, { ...anInventory(), ...change } as never));

    expect(error.name).toBe('MalformedXML');
    expect(error.message).toBe(
      'The XML you provided was not well-formed or did not validate against our published schema',
    );
  });

  test('under another id than its own is a mismatch', async () => {
    const { owner } = await aBucket();

    const { name } = await refusal(putInventory(owner, anInventory(), 'daily'));

    expect(name).toBe('IdMismatch');
  });

  test.each([
    ['reports', 'Invalid bucket ARN.'],
    ['arn:aws:s3:::', 'Invalid bucket ARN.'],
    ['arn:aws:s3:eu-west-1:222222222222:reports', 'Bucket ARN should not specify a namespace.'],
  ])('to the destination %s is refused', async (arn, message) => {
    const { owner } = await aBucket();

    const error = await refusal(putInventory(owner, anInventory(to(arn))));

    expect([error.name, error.message]).toEqual(['InvalidS3DestinationBucket', message]);
  });

  test('finds malformed XML before a mismatch, and a mismatch before a bad destination', async () => {
    const { owner } = await aBucket();
    const malformed = { ...anInventory(to('reports')), Schedule: undefined } as never;

    const first = await refusal(putInventory(owner, malformed, 'daily'));
    const second = await refusal(putInventory(owner, anInventory(to('reports')), 'daily'));

    expect([first.name, second.name]).toEqual(['MalformedXML', 'IdMismatch']);
  });

  test('refuses an id that is none', async () => {
    const { owner } = await aBucket();

    const { name, ArgumentValue } = await refusal(putInventory(owner, anInventory({ Id: 'a b' })));

    expect([name, ArgumentValue]).toEqual(['InvalidArgument', 'a b']);
  });

  test('of number 1,001 is refused, while an old one may be replaced', async () => {
    const { owner } = await aBucket();
    for (let at = 0; at < 1_000; at += 1)
      await putInventory(owner, anInventory({ Id: `id-${at}` }));

    const { name } = await refusal(putInventory(owner, anInventory({ Id: 'one-more' })));
    const replaced = await putInventory(owner, anInventory({ Id: 'id-7' }));

    expect(name).toBe('TooManyConfigurations');
    expect(replaced.$metadata.httpStatusCode).toBe(204);
  });
});

describe('a list', () => {
  test('of nothing has no list at all', async () => {
    const { owner } = await aBucket();

    const { InventoryConfigurationList, IsTruncated } = await list(owner);

    expect(InventoryConfigurationList).toBeUndefined();
    expect(IsTruncated).toBe(false);
  });

  test('is sorted by id', async () => {
    const { owner } = await aBucket();
    for (const Id of ['z-test', 'a-test', 'test-1']) await putInventory(owner, anInventory({ Id }));

    const { InventoryConfigurationList = [] } = await list(owner);

    expect(InventoryConfigurationList.map(({ Id }) => Id)).toEqual(['a-test', 'test-1', 'z-test']);
  });

  test('gives a hundred a page', async () => {
    const { owner } = await aBucket();
    for (let at = 0; at < 101; at += 1) await putInventory(owner, anInventory({ Id: `id-${at}` }));

    const first = await list(owner);
    const second = await list(owner, first.NextContinuationToken);

    const sizes = [first, second].map((page) => page.InventoryConfigurationList?.length);
    expect(sizes).toEqual([100, 1]);
    expect(second.NextContinuationToken).toBeUndefined();
  });
});

describe('a configuration that is not there', () => {
  test('cannot be read', async () => {
    const { owner } = await aBucket();

    const { name, message } = await refusal(get(owner));

    expect([name, message]).toEqual([
      'NoSuchConfiguration',
      'The specified configuration does not exist.',
    ]);
  });

  test('cannot be deleted', async () => {
    const { owner } = await aBucket();
    await putInventory(owner);
    await remove(owner);

    const { name } = await refusal(remove(owner));

    expect(name).toBe('NoSuchConfiguration');
  });
});

describe('eventual consistency', () => {
  const consistency = { createVisibleAfterMs: 2_000, configurationVisibleAfterMs: 1_000 };

  test('lets a list miss what was just put', async () => {
    const { organization, owner } = await aBucket({ consistency });
    await putInventory(owner);

    const before = await list(owner);
    await organization.clock.advance(1_000);
    const after = await list(owner);

    expect(before.InventoryConfigurationList).toBeUndefined();
    expect(after.InventoryConfigurationList).toHaveLength(1);
  });

  test('hides a fresh bucket from all but its creator', async () => {
    const { organization, s3, owner } = await aBucket({ consistency });
    const role = 'arn:aws:iam::111111111111:role/stocktake/stocktake-member';
    const member = s3(organization.credentialsOf(role));

    const seenByOwner = await list(owner);
    const { name } = await refusal(list(member));
    await organization.clock.advance(2_000);
    const seenLater = await list(member);

    expect(seenByOwner.IsTruncated).toBe(false);
    expect(name).toBe('NoSuchBucket');
    expect(seenLater.IsTruncated).toBe(false);
  });
});
