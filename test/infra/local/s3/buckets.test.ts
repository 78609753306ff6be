import {
  CreateBucketCommand,
  type CreateBucketConfiguration,
  DeleteBucketCommand,
  GetBucketLocationCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { describe, expect, test } from '@jest/globals';
import { anOrganization, clientOf, DEVELOPMENT, PRODUCTION, refusal } from '../an-organization.ts';

const inIreland: CreateBucketConfiguration = { LocationConstraint: 'eu-west-1' };

async function anAccount() {
  const organization = await anOrganization();
  const s3 = (region?: string, account = PRODUCTION) =>
    new S3Client(clientOf(organization, account, region));
  return { organization, s3 };
}

describe('CreateBucket', () => {
  test('puts the bucket into the region that the constraint names', async () => {
    const { s3 } = await anAccount();

    await s3().send(
      new CreateBucketCommand({ Bucket: 'orders', CreateBucketConfiguration: inIreland }),
    );

    const { LocationConstraint } = await s3().send(
      new GetBucketLocationCommand({ Bucket: 'orders' }),
    );
    expect(LocationConstraint).toBe('eu-west-1');
  });

  test('understands EU as eu-west-1', async () => {
    const { organization, s3 } = await anAccount();
    const CreateBucketConfiguration = { LocationConstraint: 'EU' } as const;

    await s3().send(new CreateBucketCommand({ Bucket: 'orders', CreateBucketConfiguration }));

    expect(organization.machines.s3.find('orders')?.region).toBe('eu-west-1');
  });

  test('in us-east-1 without a constraint makes a bucket without a location', async () => {
    const { s3 } = await anAccount();

    await s3('us-east-1').send(new CreateBucketCommand({ Bucket: 'orders' }));

    const location = await s3('us-east-1').send(new GetBucketLocationCommand({ Bucket: 'orders' }));
    expect(location.LocationConstraint).toBeUndefined();
  });

  test('again in us-east-1 succeeds', async () => {
    const { s3 } = await anAccount();
    await s3('us-east-1').send(new CreateBucketCommand({ Bucket: 'orders' }));

    const { $metadata } = await s3('us-east-1').send(new CreateBucketCommand({ Bucket: 'orders' }));

    expect($metadata.httpStatusCode).toBe(200);
  });

  test('again in another region is refused', async () => {
    const { s3 } = await anAccount();
    const request = { Bucket: 'orders', CreateBucketConfiguration: inIreland };
    await s3().send(new CreateBucketCommand(request));

    const { name, $metadata } = await refusal(s3().send(new CreateBucketCommand(request)));

    expect([name, $metadata.httpStatusCode]).toEqual(['BucketAlreadyOwnedByYou', 409]);
  });

  test('of a name that another account has is refused', async () => {
    const { s3 } = await anAccount();
    const request = { Bucket: 'orders', CreateBucketConfiguration: inIreland };
    await s3().send(new CreateBucketCommand(request));
    const stranger = s3('eu-west-1', DEVELOPMENT);

    const { name } = await refusal(stranger.send(new CreateBucketCommand(request)));

    expect(name).toBe('BucketAlreadyExists');
  });

  test.each([
    ['ap-southeast-2', 'IllegalLocationConstraintException'],
    ['atlantis', 'InvalidLocationConstraint'],
  ])('in eu-west-1 for %s is refused with %s', async (constraint, error) => {
    const { s3 } = await anAccount();
    const LocationConstraint = constraint as 'EU';
    const request = { Bucket: 'orders', CreateBucketConfiguration: { LocationConstraint } };

    const { name } = await refusal(s3().send(new CreateBucketCommand(request)));

    expect(name).toBe(error);
  });

  test.each(['Orders', 'ab', 'my..bucket', '192.168.0.1', 'xn--orders', 'orders-s3alias'])(
    'refuses the name %s',
    async (Bucket) => {
      const { s3 } = await anAccount();
      const request = new CreateBucketCommand({ Bucket, CreateBucketConfiguration: inIreland });

      const { name } = await refusal(s3().send(request));

      expect(name).toBe('InvalidBucketName');
    },
  );
});

describe('DeleteBucket', () => {
  test('frees the name', async () => {
    const { s3 } = await anAccount();
    const request = { Bucket: 'orders', CreateBucketConfiguration: inIreland };
    await s3().send(new CreateBucketCommand(request));

    await s3().send(new DeleteBucketCommand({ Bucket: 'orders' }));

    const { name } = await refusal(s3().send(new GetBucketLocationCommand({ Bucket: 'orders' })));
    expect(name).toBe('NoSuchBucket');
  });

  test('refuses a bucket with something in it', async () => {
    const { s3 } = await anAccount();
    await s3('us-east-1').send(new CreateBucketCommand({ Bucket: 'orders' }));
    await s3('us-east-1').send(new PutObjectCommand({ Bucket: 'orders', Key: 'a', Body: 'a' }));

    const { name } = await refusal(
      s3('us-east-1').send(new DeleteBucketCommand({ Bucket: 'orders' })),
    );

    expect(name).toBe('BucketNotEmpty');
  });
});

describe('ListBuckets', () => {
  test('lists the buckets of all regions with where they are, by name', async () => {
    const { s3 } = await anAccount();
    await s3('us-east-1').send(new CreateBucketCommand({ Bucket: 'b-far' }));
    const request = { Bucket: 'a-near', CreateBucketConfiguration: inIreland };
    await s3().send(new CreateBucketCommand(request));

    const { Buckets = [] } = await s3('ap-southeast-2').send(new ListBucketsCommand({}));

    expect(Buckets.map(({ Name, BucketRegion }) => [Name, BucketRegion])).toEqual([
      ['a-near', 'eu-west-1'],
      ['b-far', 'us-east-1'],
    ]);
  });

  test('gives pages that add up, whatever is created meanwhile', async () => {
    const { organization, s3 } = await anAccount();
    const place = (name: string) =>
      organization.machines.s3.place({ name, account: PRODUCTION, region: 'eu-west-1' });
    for (const name of ['a', 'b', 'c']) place(`bucket-${name}`);
    const first = await s3().send(new ListBucketsCommand({ MaxBuckets: 2 }));
    place('bucket-0');

    const second = await s3().send(
      new ListBucketsCommand({ MaxBuckets: 2, ContinuationToken: first.ContinuationToken }),
    );

    expect(second.Buckets?.map(({ Name }) => Name)).toEqual(['bucket-c']);
    expect(second.ContinuationToken).toBeUndefined();
  });

  test('refuses a token that it has not given', async () => {
    const { s3 } = await anAccount();
    const request = new ListBucketsCommand({ ContinuationToken: 'made-up' });

    const { name } = await refusal(s3().send(request));

    expect(name).toBe('InvalidArgument');
  });
});

describe('HeadBucket', () => {
  test('says where the bucket is, even to a call for the wrong region', async () => {
    const { s3 } = await anAccount();
    const request = { Bucket: 'orders', CreateBucketConfiguration: inIreland };
    await s3().send(new CreateBucketCommand(request));

    const error = await refusal(s3('us-east-1').send(new HeadBucketCommand({ Bucket: 'orders' })));

    const response = error.$response as { readonly headers: Readonly<Record<string, string>> };
    expect(error.$metadata.httpStatusCode).toBe(301);
    expect(response.headers['x-amz-bucket-region']).toBe('eu-west-1');
  });

  test('of a bucket that is not there has no body to name the error', async () => {
    const { s3 } = await anAccount();

    const error = await refusal(s3().send(new HeadBucketCommand({ Bucket: 'orders' })));

    expect([error.name, error.$metadata.httpStatusCode]).toEqual(['NotFound', 404]);
  });
});
