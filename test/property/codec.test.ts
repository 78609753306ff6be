import * as account from '@aws-sdk/client-account';
import * as cloudformation from '@aws-sdk/client-cloudformation';
import * as cloudtrail from '@aws-sdk/client-cloudtrail';
import * as events from '@aws-sdk/client-eventbridge';
import * as kms from '@aws-sdk/client-kms';
import * as organizations from '@aws-sdk/client-organizations';
import * as s3 from '@aws-sdk/client-s3';
import * as securityhub from '@aws-sdk/client-securityhub';
import * as sfn from '@aws-sdk/client-sfn';
import * as sns from '@aws-sdk/client-sns';
import * as sqs from '@aws-sdk/client-sqs';
import * as ssm from '@aws-sdk/client-ssm';
import * as sts from '@aws-sdk/client-sts';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createVirtualClock } from '../../infra/local/clock.ts';
import type { Codec } from '../../infra/local/codec/codec.ts';
import { type ClientModule, operationsOf } from '../../infra/local/codec/operation-schema.ts';
import { endpointsFor } from '../../infra/local/gateway/endpoints.ts';
import { createInProcessHandler } from '../../infra/local/in-process.ts';
import { valuesOf } from './schema-values.ts';

// For every operation that the local organization implements: what a real client sends is what the codec reads, and what
// the codec writes is what the client gives back.

interface Service {
  readonly client: ClientModule;
  readonly kind: string;
  readonly operations: readonly string[];
}

const services: Readonly<Record<string, Service>> = {
  s3: {
    client: s3,
    kind: 'S3Client',
    operations: [
      'CreateBucket',
      'DeleteBucket',
      'HeadBucket',
      'ListBuckets',
      'GetBucketLocation',
      'GetBucketTagging',
      'PutBucketTagging',
      'DeleteBucketTagging',
      'GetBucketPolicy',
      'PutBucketPolicy',
      'DeleteBucketPolicy',
      'GetBucketInventoryConfiguration',
      'PutBucketInventoryConfiguration',
      'ListBucketInventoryConfigurations',
      'DeleteBucketInventoryConfiguration',
      'PutObject',
      'GetObject',
      'HeadObject',
      'DeleteObject',
      'ListObjectsV2',
    ],
  },
  sts: { client: sts, kind: 'STSClient', operations: ['AssumeRole', 'GetCallerIdentity'] },
  organizations: {
    client: organizations,
    kind: 'OrganizationsClient',
    operations: [
      'DescribeOrganization',
      'ListRoots',
      'ListOrganizationalUnitsForParent',
      'DescribeOrganizationalUnit',
      'ListAccounts',
      'ListAccountsForParent',
      'ListParents',
      'DescribeAccount',
      'ListTagsForResource',
      'MoveAccount',
      'TagResource',
      'UntagResource',
    ],
  },
  events: {
    client: events,
    kind: 'EventBridgeClient',
    operations: [
      'PutEvents',
      'ListEventBuses',
      'DescribeEventBus',
      'ListRules',
      'DescribeRule',
      'ListTargetsByRule',
      'EnableRule',
      'DisableRule',
    ],
  },
  sqs: {
    client: sqs,
    kind: 'SQSClient',
    operations: [
      'SendMessage',
      'SendMessageBatch',
      'ReceiveMessage',
      'DeleteMessage',
      'DeleteMessageBatch',
      'ChangeMessageVisibility',
      'ChangeMessageVisibilityBatch',
      'GetQueueUrl',
      'GetQueueAttributes',
      'ListQueues',
      'PurgeQueue',
    ],
  },
  ssm: { client: ssm, kind: 'SSMClient', operations: ['GetParameter', 'PutParameter'] },
  sns: { client: sns, kind: 'SNSClient', operations: ['Publish', 'ListTopics'] },
  account: { client: account, kind: 'AccountClient', operations: ['ListRegions'] },
  securityhub: {
    client: securityhub,
    kind: 'SecurityHubClient',
    operations: ['BatchImportFindings'],
  },
  cloudformation: {
    client: cloudformation,
    kind: 'CloudFormationClient',
    operations: ['DescribeStackSet', 'ListStackInstances'],
  },
  cloudtrail: {
    client: cloudtrail,
    kind: 'CloudTrailClient',
    operations: ['DescribeTrails', 'GetTrailStatus', 'GetEventSelectors'],
  },
  kms: { client: kms, kind: 'KMSClient', operations: ['DescribeKey', 'GetKeyPolicy'] },
  states: {
    client: sfn,
    kind: 'SFNClient',
    operations: [
      'StartExecution',
      'DescribeExecution',
      'ListExecutions',
      'StopExecution',
      'RedriveExecution',
    ],
  },
};

const none = async () => ({ status: 200, headers: {}, body: '' });
const endpoints = endpointsFor({
  s3: {},
  sts: {},
  organizations: {},
  events: {},
  sqs: {},
  ssm: {},
  sns: {},
  states: {},
  account: {},
  securityhub: {},
  cloudformation: {},
  cloudtrail: {},
  kms: {},
  dynamodb: none,
});

const making = {
  fixed: new Map([
    ['Bucket', 'some-bucket'],
    ['QueueUrl', 'http://127.0.0.1/111111111111/some-queue'],
  ]),
  // The last are Security Hub's details of every kind of resource: hundreds, none of which we tell.
  leftOut: /^(Checksum|SSE|ContentMD5|Expires|EndpointId$|ContentLength$|ExpiresString$|Details$)/,
};

const cases = Object.entries(services).flatMap(([service, { operations }]) =>
  operations.map((operation) => [service, operation] as const),
);

test.each(cases)('%s %s survives the wire both ways', async (service, operation) => {
  const { client, codec, schema } = operationIn(service, operation);
  const inputs = valuesOf(schema.input, making) as fc.Arbitrary<object>;
  const outputs = valuesOf(schema.output, making) as fc.Arbitrary<object>;

  await fc.assert(
    fc.asyncProperty(inputs, outputs, async (input, output) => {
      const { received, returned } = await exchange(
        { client, codec },
        { operation, input, output },
      );

      expect(only(received, input)).toEqual(plain(input));
      expect(only(returned, output)).toEqual(plain(output));
    }),
    { numRuns: 25 },
  );
});

function operationIn(service: string, operation: string) {
  const { client } = services[service] ?? {};
  const codec = endpoints[service]?.codec;
  const schema = client && operationsOf(client).get(operation);
  if (!client || !codec || !schema) throw new Error(`${service} has no ${operation}`);
  return { client: { module: client, kind: services[service]?.kind ?? '' }, codec, schema };
}

interface Side {
  readonly client: { readonly module: ClientModule; readonly kind: string };
  readonly codec: Codec;
}

interface Values {
  readonly operation: string;
  readonly input: object;
  readonly output: object;
}

interface SdkClient {
  send(command: object): Promise<object>;
}

/** Sends a real client's request to the codec, and the codec's answer back to the client. */
async function exchange({ client, codec }: Side, { operation, input, output }: Values) {
  let received: object = {};
  const requestHandler = createInProcessHandler({
    clock: createVirtualClock(0),
    async handle(request) {
      const schema = codec.route(request);
      if (schema?.name !== operation) throw new Error(`taken for ${schema?.name}`);
      received = await codec.decode(schema, request);
      return codec.encode(schema, bytesAsBuffers(output), 'request');
    },
  });
  const Client = client.module[client.kind] as new (settings: object) => SdkClient;
  const Command = client.module[`${operation}Command`] as new (input: object) => object;
  const credentials = { accessKeyId: '111111111111', secretAccessKey: 'x' };
  const quirks = { maxAttempts: 1, md5: false, useQueueUrlAsEndpoint: false };
  const settings = { region: 'us-east-1', requestHandler, credentials, ...quirks };
  const returned = await new Client(settings).send(new Command(input));
  return { received, returned: await readStreams(returned) };
}

/** An object's body leaves the local organization as a Buffer. */
function bytesAsBuffers(output: object): object {
  const entries = Object.entries(output).map(([member, value]) => [
    member,
    ArrayBuffer.isView(value) ? Buffer.from(value as Uint8Array) : value,
  ]);
  return Object.fromEntries(entries);
}

interface Streaming {
  transformToByteArray(): Promise<Uint8Array>;
}

async function readStreams(returned: object): Promise<object> {
  const entries = Object.entries(returned).map(async ([member, value]) => {
    const isStream = typeof value === 'object' && value !== null && 'transformToByteArray' in value;
    return [member, isStream ? await (value as Streaming).transformToByteArray() : value];
  });
  return Object.fromEntries(await Promise.all(entries));
}

/** The members that were meant; clients add some of their own, such as checksums. */
function only(value: object, wanted: object): unknown {
  const meant = Object.entries(value).filter(([member]) => member in wanted);
  return plain(Object.fromEntries(meant));
}

/** Bytes as text, whatever kind of array they are in. */
function plain(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) return Buffer.from(value as Uint8Array).toString('hex');
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null || 'toISOString' in value) return value;
  return Object.fromEntries(Object.entries(value).map(([member, one]) => [member, plain(one)]));
}
