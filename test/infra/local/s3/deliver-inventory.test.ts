import { gunzipSync } from 'node:zlib';
import { GetObjectCommand, PutBucketPolicyCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, test } from '@jest/globals';
import { siteOf } from '../../../../infra/local/assembly/site-of.ts';
import { readDeployment } from '../../../../infra/local/deployment.ts';
import { houseTemplates, type Templates } from '../../../../infra/local/house-templates.ts';
import { defaultSeed } from '../../../../infra/local/seed.ts';
import { HUB, refusal } from '../an-organization.ts';
import { aBucket, anInventory, Bucket, putInventory } from './a-bucket.ts';

const KEEPER = defaultSeed.destination.account;
const reports = 'acme-inventory-eu-west-1';
const due = { bucket: Bucket, id: 'weekly' };
const base = `inventory/111111111111/${Bucket}/weekly`;

type Destination = NonNullable<
  NonNullable<ReturnType<typeof anInventory>['Destination']>['S3BucketDestination']
>;

function into(more: Partial<Destination> = {}, change: Parameters<typeof anInventory>[0] = {}) {
  const S3BucketDestination: Destination = {
    Bucket: `arn:aws:s3:::${reports}`,
    AccountId: KEEPER,
    Format: 'CSV',
    Prefix: 'inventory/111111111111',
    ...more,
  };
  return anInventory({ ...change, Destination: { S3BucketDestination } });
}

/** A bucket with an inventory, and with an object in it unless it is to be empty. */
async function anInventoriedBucket(
  inventory = into(),
  { isEmpty = false, ...options }: Parameters<typeof aBucket>[0] & { isEmpty?: boolean } = {},
) {
  const world = await aBucket(options);
  await putInventory(world.owner, inventory);
  if (!isEmpty)
    await world.owner.send(new PutObjectCommand({ Bucket, Key: 'a b/c', Body: 'hello' }));
  const keeper = world.s3(KEEPER);
  const read = async (Key: string) => {
    const { Body } = await keeper.send(new GetObjectCommand({ Bucket: reports, Key }));
    return Buffer.from((await Body?.transformToByteArray()) ?? []);
  };
  return { ...world, keeper, read, deliver: () => world.organization.machines.s3.deliver(due) };
}

function refusalOf(delivery: object): string {
  return 'refusal' in delivery ? String(delivery.refusal) : 'none';
}

describe('an inventory report', () => {
  test('is written file by file, the checksum last', async () => {
    const { deliver } = await anInventoriedBucket();

    expect(deliver()).toEqual({
      keys: [
        expect.stringMatching(new RegExp(`^${base}/data/[0-9a-f-]{36}\\.csv\\.gz$`)),
        `${base}/hive/dt=2026-11-24-00-00/symlink.txt`,
        `${base}/2026-11-24T00-00Z/manifest.json`,
        `${base}/2026-11-24T00-00Z/manifest.checksum`,
      ],
    });
  });

  test('has a row per object, with what is known of it', async () => {
    const OptionalFields = ['Size', 'ETag', 'StorageClass', 'ReplicationStatus'] as const;
    const inventory = into({}, { OptionalFields: [...OptionalFields] });
    const { deliver, read } = await anInventoriedBucket(inventory);

    const delivery = deliver();

    const [data = ''] = 'keys' in delivery ? delivery.keys : [];
    expect(gunzipSync(await read(data)).toString()).toBe(
      '"orders","a%20b/c","5","5d41402abc4b2a76b9719d911017c592","STANDARD",""\n',
    );
  });

  test('leaves out objects that its filter does not take', async () => {
    const { deliver, read } = await anInventoriedBucket(into({}, { Filter: { Prefix: 'x/' } }));

    deliver();

    const manifest = await read(`${base}/2026-11-24T00-00Z/manifest.json`);
    expect(JSON.parse(manifest.toString())).toMatchObject({ files: [] });
  });

  test('is described by its manifest', async () => {
    const inventory = into({}, { IncludedObjectVersions: 'All', OptionalFields: ['Size'] });
    const { deliver, read } = await anInventoriedBucket(inventory);

    const delivery = deliver();

    const [data = ''] = 'keys' in delivery ? delivery.keys : [];
    const manifest = await read(`${base}/2026-11-24T00-00Z/manifest.json`);
    expect(JSON.parse(manifest.toString())).toEqual({
      sourceBucket: Bucket,
      destinationBucket: `arn:aws:s3:::${reports}`,
      version: '2016-11-30',
      creationTimestamp: String(Date.parse('2026-11-24T00:00:00Z')),
      fileFormat: 'CSV',
      fileSchema: 'Bucket, Key, VersionId, IsLatest, IsDeleteMarker, Size',
      files: [
        {
          key: data,
          size: (await read(data)).length,
          MD5checksum: expect.stringMatching(/^[0-9a-f]{32}$/),
        },
      ],
    });
  });

  test.each([
    ['ORC', 'struct<bucket:string,key:string,size:bigint,e_tag:string>'],
    [
      'Parquet',
      'message s3.inventory { required binary bucket (UTF8); required binary key (UTF8); optional int64 size; optional binary e_tag (UTF8); }',
    ],
  ] as const)('of an empty bucket is a manifest in %s too', async (Format, fileSchema) => {
    const inventory = into({ Format }, { OptionalFields: ['Size', 'ETag'] });
    const { deliver, read } = await anInventoriedBucket(inventory, { isEmpty: true });

    deliver();

    const manifest = await read(`${base}/2026-11-24T00-00Z/manifest.json`);
    expect(JSON.parse(manifest.toString())).toMatchObject({ fileSchema, files: [] });
  });

  test('is told to the hub’s bus when its checksum is there, and its other files are not', async () => {
    const { deliver, organization } = await anInventoriedBucket();

    deliver();

    const hubBus = `arn:aws:events:eu-west-1:${HUB}:event-bus/stocktake`;
    const told = organization.machines.buses
      .seen(hubBus)
      .filter((event) => event['detail-type'] === 'Object Created');
    expect(told).toMatchObject([
      {
        source: 'aws.s3',
        account: KEEPER,
        region: 'eu-west-1',
        resources: [`arn:aws:s3:::${reports}`],
        detail: {
          version: '0',
          bucket: { name: reports },
          object: {
            key: `${base}/2026-11-24T00-00Z/manifest.checksum`,
            size: 32,
            etag: expect.stringMatching(/^[0-9a-f]{32}$/),
            sequencer: expect.stringMatching(/^[0-9A-F]{18}$/),
          },
          requester: 's3.amazonaws.com',
          reason: 'PutObject',
        },
      },
    ]);
  });
});

describe('an inventory report that is not written', () => {
  test.each([
    ['disabled', into({}, { IsEnabled: false }), 'The inventory weekly is disabled.'],
    ['for nowhere', into({ Bucket: 'arn:aws:s3:::nowhere' }), 'nowhere does not exist'],
    ['for another region', into({ Bucket: 'arn:aws:s3:::acme-inventory-us-east-1' }), 'us-east-1'],
    ['for another owner', into({ AccountId: HUB }), `does not belong to ${HUB}`],
    ['in Parquet', into({ Format: 'Parquet' }), 'Only CSV can be written here'],
  ])('is one %s', async (_case, inventory, message) => {
    const { deliver } = await anInventoriedBucket(inventory);

    expect(refusalOf(deliver())).toContain(message);
  });

  test('is unknown', async () => {
    const { organization } = await aBucket();

    const delivery = organization.machines.s3.deliver({ bucket: Bucket, id: 'monthly' });

    expect(refusalOf(delivery)).toBe('orders has no inventory monthly.');
  });

  test.each([
    ['aws:SourceOrgID', 'o-another000'],
    ['aws:SourceAccount', HUB],
    ['aws:SourceArn', 'arn:aws:s3:::another'],
  ])('is not permitted for its %s', async (key, value) => {
    const { deliver, keeper } = await anInventoriedBucket();
    const Statement = {
      Effect: 'Allow',
      Principal: { Service: 's3.amazonaws.com' },
      Action: 's3:PutObject',
      Resource: `arn:aws:s3:::${reports}/*`,
      Condition: { StringEquals: { [key]: value } },
    };
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement });
    await keeper.send(new PutBucketPolicyCommand({ Bucket: reports, Policy }));

    expect(refusalOf(deliver())).toMatch(
      /^s3\.amazonaws\.com is not authorized to perform: s3:PutObject on resource: arn:aws:s3:::acme/,
    );
  });
});

describe('an inventory report with a key', () => {
  /** The house's templates with a key for reports, which admits S3 unless another principal is named. */
  function withKey(service = 's3.amazonaws.com') {
    const templates = houseTemplates();
    const text = JSON.stringify(templates).replace(
      /("Sid":"InventoryReports","Effect":"Allow","Principal":\{"Service":)"s3.amazonaws.com"(\},"Action":"kms)/,
      `$1"${service}"$2`,
    );
    const changed = JSON.parse(text) as typeof templates;
    const parameters = {
      ...changed.hub.parameters,
      ReportEncryption: { Type: 'String' as const, Default: 'SSE-KMS' },
    };
    return { ...changed, hub: { ...changed.hub, parameters } };
  }

  /** The key that the templates make for reports. */
  function reportKey(templates: Templates): string {
    const site = siteOf(defaultSeed, 'https://sqs.eu-west-1.amazonaws.com');
    const { keys } = readDeployment(templates, site);
    const key = keys.find(({ account, region }) => account === KEEPER && region === 'eu-west-1');
    return key?.arn ?? '';
  }

  async function deliverWithKey(templates = withKey(), isDisabled = false) {
    const world = await aBucket({ templates });
    const KeyId = reportKey(templates);
    if (isDisabled) world.organization.machines.keys.disable(KeyId);
    await putInventory(world.owner, into({ Encryption: { SSEKMS: { KeyId } } }));
    return world.organization.machines.s3.deliver(due);
  }

  test('is written where the key admits S3', async () => {
    expect(refusalOf(await deliverWithKey())).toBe('none');
  });

  test('is not written where it does not', async () => {
    expect(refusalOf(await deliverWithKey(withKey('logs.amazonaws.com')))).toMatch(
      /^s3\.amazonaws\.com is not authorized to perform: kms:GenerateDataKey on resource: arn:aws:kms/,
    );
  });

  test('is read by whoever may use the key, while it can be used', async () => {
    const templates = withKey();
    const { organization, owner, s3 } = await aBucket({ templates });
    const KeyId = reportKey(templates);
    await putInventory(owner, into({ Encryption: { SSEKMS: { KeyId } } }));
    organization.machines.s3.deliver(due);
    const Key = `${base}/2026-11-24T00-00Z/manifest.json`;
    const read = () => s3(KEEPER).send(new GetObjectCommand({ Bucket: reports, Key }));

    const { ContentType } = await read();
    organization.machines.keys.disable(KeyId);

    expect(ContentType).toBe('application/json');
    expect((await refusal(read())).name).toBe('KMS.DisabledException');
  });

  test('is not written where it is disabled', async () => {
    expect(refusalOf(await deliverWithKey(withKey(), true))).toMatch(
      /^KMSDisabled: s3\.amazonaws\.com cannot perform: kms:GenerateDataKey on resource: arn:aws:kms:.* is disabled$/,
    );
  });
});
