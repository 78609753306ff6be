import {
  CreateBucketCommand,
  DeleteBucketInventoryConfigurationCommand,
  ListBucketInventoryConfigurationsCommand,
  ListBucketsCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { PurgeQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { describe, expect, test } from '@jest/globals';
import type { FunctionFactory } from '../../../infra/local/organization.ts';
import { readPolicy } from '../../../infra/local/policy.ts';
import { createWallClock } from '../../../infra/local/wall-clock.ts';
import {
  anOrganization,
  clientOf,
  HUB,
  type OrganizationInTest,
  PRODUCTION,
  refusal,
  SUSPENDED,
} from './an-organization.ts';

function createBucket(organization: OrganizationInTest, Bucket = 'orders') {
  return new S3Client(clientOf(organization)).send(new CreateBucketCommand({ Bucket }));
}

/** A function that keeps the names of the buckets it was told of. */
function aListener() {
  const heard: string[] = [];
  const factory: FunctionFactory = () => async (event) => {
    const { Records } = event as { readonly Records: readonly { readonly body: string }[] };
    for (const { body } of Records)
      heard.push(JSON.parse(body).detail.requestParameters.bucketName);
    return { batchItemFailures: [] };
  };
  return { heard, functions: { 'bucket-changed': factory } };
}

describe('an action that is taken out of a role', () => {
  test('is no longer done for it by the services either', async () => {
    const organization = await anOrganization();
    const { buses } = organization.machines;
    const forwarding = `arn:aws:iam::${PRODUCTION}:role/stocktake/stocktake-forward`;
    const hubBus = `arn:aws:events:eu-west-1:${HUB}:event-bus/stocktake`;

    const restore = organization.revoke(forwarding, 'events:PutEvents');
    await createBucket(organization, 'unheard');
    restore();
    await createBucket(organization, 'heard');

    const told = buses.seen(hubBus).map(({ detail }) => detail.requestParameters);
    expect(told).toMatchObject([{ bucketName: 'heard' }]);
  });
});

describe('a bucket that a member creates', () => {
  test('is heard of by the function of the hub', async () => {
    const { heard, functions } = aListener();
    const organization = await anOrganization({ functions });

    await createBucket(organization);
    await organization.settle();

    expect(heard).toEqual(['orders']);
  });

  test('is heard of beside the clock of the machine too', async () => {
    const { heard, functions } = aListener();
    const organization = await anOrganization({ functions, clock: createWallClock() });

    await createBucket(organization);
    await organization.settle();
    await organization.close();

    expect(heard).toEqual(['orders']);
  });

  test('waits on the work queue when nobody runs the function', async () => {
    const organization = await anOrganization();
    await createBucket(organization);
    const { WORK_QUEUE_URL } = organization.environmentOf('bucket-changed');

    const { Messages = [] } = await new SQSClient(clientOf(organization, HUB)).send(
      new ReceiveMessageCommand({ QueueUrl: WORK_QUEUE_URL }),
    );

    expect(Messages).toHaveLength(1);
  });
});

describe('the environment of a function', () => {
  test('has its settings and its region', async () => {
    const organization = await anOrganization();

    const environment = organization.environmentOf('bucket-changed');

    expect(environment).toMatchObject({
      HUB_BUS: 'stocktake',
      ORGANIZATION_ID: 'o-stocktake1',
      AWS_REGION: 'eu-west-1',
    });
  });

  test('has the credentials of its role, which do not expire', async () => {
    const organization = await anOrganization();
    const {
      AWS_ACCESS_KEY_ID: accessKeyId = '',
      AWS_SECRET_ACCESS_KEY: secretAccessKey = '',
      AWS_SESSION_TOKEN: sessionToken = '',
    } = organization.environmentOf('bucket-changed');
    await organization.clock.advance(365 * 86_400_000);
    const keys = { accessKeyId, secretAccessKey, sessionToken };
    const sts = new STSClient(clientOf(organization, keys));

    const { Arn } = await sts.send(new GetCallerIdentityCommand({}));

    expect(Arn).toMatch(`arn:aws:sts::${HUB}:assumed-role/stocktake-bucket-changed/`);
  });

  test('of an unknown function names those that there are', async () => {
    const organization = await anOrganization();

    expect(() => organization.environmentOf('mop')).toThrow(
      'no template deploys a function mop; there are: bucket-changed',
    );
  });
});

describe('a function that is brought', () => {
  const create = () => async () => undefined;

  /** Whether it is started. */
  async function starts(parameters: Readonly<Record<string, string>>): Promise<boolean> {
    let isStarted = false;
    const watched = () => {
      isStarted = true;
      return create();
    };
    await anOrganization({ functions: { 'security-findings': watched }, parameters });
    return isStarted;
  }

  test('runs only where its condition holds', async () => {
    expect(await starts({ SecurityHubFindings: 'true' })).toBe(true);
    expect(await starts({ SecurityHubFindings: 'false' })).toBe(false);
  });

  test('and that no template describes is refused', async () => {
    const start = anOrganization({ functions: { mop: create } });

    await expect(start).rejects.toThrow(
      /^no template describes a function mop; there are: bucket-changed, .*security-findings/,
    );
  });
});

describe('the seed', () => {
  test('gives the destination account a bucket in every region', async () => {
    const organization = await anOrganization();
    const s3 = new S3Client(clientOf(organization, '222222222222'));

    const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));

    expect(Buckets.map(({ Name, BucketRegion }) => `${Name} in ${BucketRegion}`)).toEqual([
      'acme-inventory-ap-southeast-2 in ap-southeast-2',
      'acme-inventory-eu-west-1 in eu-west-1',
      'acme-inventory-us-east-1 in us-east-1',
    ]);
  });

  test('says which regions are enabled', async () => {
    const organization = await anOrganization();
    const settings = clientOf(organization, PRODUCTION, 'me-south-1');
    const RoleArn = `arn:aws:iam::${PRODUCTION}:role/any`;

    const fromS3 = await refusal(new S3Client(settings).send(new ListBucketsCommand({})));
    const fromSts = await refusal(
      new STSClient(settings).send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'me' })),
    );

    expect([fromS3.name, fromSts.name]).toEqual([
      'IllegalLocationConstraintException',
      'RegionDisabledException',
    ]);
  });

  test('says which accounts nothing is deployed to', async () => {
    const organization = await anOrganization();

    expect(() =>
      organization.credentialsOf(`arn:aws:iam::${SUSPENDED}:role/stocktake/stocktake-member`),
    ).toThrow('there is no role');
  });
});

test('the same seed and the same calls are the same run', async () => {
  const runs = await Promise.all([anOrganization(), anOrganization()]);

  for (const organization of runs) await createBucket(organization);

  const [first, second] = runs.map(({ machines }) =>
    machines.buses.seen(`arn:aws:events:eu-west-1:${HUB}:event-bus/stocktake`),
  );
  expect(first).toHaveLength(1);
  expect(withoutClient(second)).toEqual(withoutClient(first));
});

/** Without what the SDK itself makes up for every run. */
function withoutClient(events: unknown): unknown {
  return JSON.parse(JSON.stringify(events), (key, value) => (key === 'userAgent' ? '' : value));
}

describe('a permissions boundary in a template', () => {
  const parameters = { PermissionsBoundaryName: 'bounds' };

  test('holds for the sessions of its role', async () => {
    const Action = ['s3:GetInventoryConfiguration', 'logs:*', 'xray:*', 'sqs:*'];
    const Statement = { Effect: 'Allow', Action, Resource: '*' };
    const bounds = { Version: '2012-10-17', Statement };
    const organization = await anOrganization({ parameters, managedPolicies: { bounds } });
    await createBucket(organization);
    const role = `arn:aws:iam::${PRODUCTION}:role/stocktake/stocktake-member`;
    const s3 = new S3Client(clientOf(organization, organization.credentialsOf(role)));
    const request = { Bucket: 'orders', Id: 'weekly' };

    const { message } = await refusal(
      s3.send(new DeleteBucketInventoryConfigurationCommand(request)),
    );
    const listed = await s3.send(new ListBucketInventoryConfigurationsCommand(request));

    expect(message).toMatch(
      /because no permissions boundary allows the s3:PutInventoryConfiguration action$/,
    );
    expect(listed.$metadata.httpStatusCode).toBe(200);
  });

  test('must be there', async () => {
    await expect(anOrganization({ parameters })).rejects.toThrow(
      /role\/stocktake\/stocktake-[a-z-]+: there is no policy arn:aws:iam::\d{12}:policy\/bounds/,
    );
  });
});

test('the policy of a queue may deny what its account’s administrator asks for', async () => {
  const organization = await anOrganization();
  const Statement = { Effect: 'Deny', Principal: '*', Action: 'sqs:PurgeQueue', Resource: '*' };
  const policy = readPolicy({ Version: '2012-10-17', Statement });
  const { queues } = organization.machines;
  const work = queues.find(`arn:aws:sqs:eu-west-1:${HUB}:stocktake-work`);
  if (!work) throw new Error('there is no work queue');
  queues.create({ ...work.settings, policies: [policy] });
  const { WORK_QUEUE_URL: QueueUrl } = organization.environmentOf('bucket-changed');
  const sqs = new SQSClient(clientOf(organization, HUB));

  const { message } = await refusal(sqs.send(new PurgeQueueCommand({ QueueUrl })));

  expect(message).toMatch(/with an explicit deny in a resource-based policy$/);
});
