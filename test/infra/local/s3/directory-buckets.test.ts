import {
  CreateBucketCommand,
  GetBucketInventoryConfigurationCommand,
  GetBucketTaggingCommand,
  ListBucketInventoryConfigurationsCommand,
  ListBucketsCommand,
  ListDirectoryBucketsCommand,
  PutBucketInventoryConfigurationCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { describe, expect, test } from '@jest/globals';
import { openServer } from '../../../../infra/local/server.ts';
import {
  anOrganization,
  clientOf,
  DEVELOPMENT,
  type OrganizationInTest,
  PRODUCTION,
  refusal,
} from '../an-organization.ts';
import { anInventory } from './a-bucket.ts';

const Bucket = 'train--euw1-az1--x-s3';

const creation = new CreateBucketCommand({
  Bucket,
  CreateBucketConfiguration: {
    Location: { Type: 'AvailabilityZone', Name: 'euw1-az1' },
    Bucket: { DataRedundancy: 'SingleAvailabilityZone', Type: 'Directory' },
  },
});

const put = new PutBucketInventoryConfigurationCommand({
  Bucket,
  Id: 'weekly',
  InventoryConfiguration: anInventory(),
});

async function aDirectoryBucket() {
  const organization = await anOrganization();
  const s3 = (who: Parameters<typeof clientOf>[1] = PRODUCTION, region = 'eu-west-1') =>
    new S3Client(clientOf(organization, who, region));
  await s3().send(creation);
  return { organization, s3, owner: s3() };
}

function member(organization: OrganizationInTest, account: string) {
  return organization.credentialsOf(`arn:aws:iam::${account}:role/stocktake/stocktake-member`);
}

describe('a directory bucket', () => {
  test('takes no expected owner', async () => {
    const { owner } = await aDirectoryBucket();
    const request = { Bucket, ExpectedBucketOwner: PRODUCTION };

    const { name, $metadata } = await refusal(
      owner.send(new ListBucketInventoryConfigurationsCommand(request)),
    );

    expect([name, $metadata.httpStatusCode]).toEqual(['NotImplemented', 501]);
  });

  test('has no tags by the calls that others have them by', async () => {
    const { owner } = await aDirectoryBucket();

    const { name } = await refusal(owner.send(new GetBucketTaggingCommand({ Bucket })));

    expect(name).toBe('NotImplemented');
  });

  test('opens to its own account only, to those whom IAM lets', async () => {
    const { organization, s3 } = await aDirectoryBucket();

    await s3(member(organization, PRODUCTION)).send(put);
    const { message } = await refusal(s3(member(organization, DEVELOPMENT)).send(put));
    const stranger = await refusal(s3(DEVELOPMENT).send(put));

    expect(message).toContain(
      `s3express:PutInventoryConfiguration on resource: "arn:aws:s3express:eu-west-1:${PRODUCTION}:bucket/${Bucket}"`,
    );
    expect(stranger.name).toBe('AccessDenied');
  });

  test('is recorded when it is made, and not when its inventories change', async () => {
    const { organization, owner } = await aDirectoryBucket();

    await owner.send(put);
    await organization.settle();

    const bus = `arn:aws:events:eu-west-1:${PRODUCTION}:event-bus/default`;
    const names = organization.machines.buses.seen(bus).map(({ detail }) => detail.eventName);
    expect(names).toEqual(['CreateBucket']);
  });

  test('is reached at an endpoint of somebody’s own, where no session is asked for', async () => {
    const { organization } = await aDirectoryBucket();
    const server = await openServer(organization.handle, 0);
    const credentials = { accessKeyId: PRODUCTION, secretAccessKey: 'x' };
    const { endpoint } = server;
    const base = { endpoint, region: 'eu-west-1', credentials, disableS3ExpressSessionAuth: true };
    const client = new S3Client(base);

    await client.send(put);
    const found = await client.send(
      new GetBucketInventoryConfigurationCommand({ Bucket, Id: 'weekly' }),
    );
    const { Buckets } = await client.send(new ListDirectoryBucketsCommand({}));
    const others = await client.send(new ListBucketsCommand({}));
    client.destroy();
    await server.close();

    expect(found.InventoryConfiguration).toEqual(anInventory());
    expect(Buckets).toMatchObject([{ Name: Bucket }]);
    expect(others.Buckets?.map(({ Name }) => Name)).not.toContain(Bucket);
  });
});

describe('ListDirectoryBuckets', () => {
  test('gives pages', async () => {
    const { organization, owner } = await aDirectoryBucket();
    const names = ['a--euw1-az1--x-s3', 'b--euw1-az1--x-s3', Bucket];
    for (const name of names.slice(0, 2)) {
      organization.machines.s3.place({ name, account: PRODUCTION, region: 'eu-west-1' });
    }

    const first = await owner.send(new ListDirectoryBucketsCommand({ MaxDirectoryBuckets: 2 }));
    const { ContinuationToken } = first;
    const second = await owner.send(new ListDirectoryBucketsCommand({ ContinuationToken }));

    const listed = [first, second].map(({ Buckets }) => Buckets?.map(({ Name }) => Name));
    expect(listed).toEqual([names.slice(0, 2), [Bucket]]);
    expect([ContinuationToken === undefined, second.ContinuationToken]).toEqual([false, undefined]);
  });

  test('refuses pages of more than a thousand', async () => {
    const { owner } = await aDirectoryBucket();

    const { name } = await refusal(
      owner.send(new ListDirectoryBucketsCommand({ MaxDirectoryBuckets: 1_001 })),
    );

    expect(name).toBe('InvalidArgument');
  });
});
