import {
  DynamoDBClient,
  ListTablesCommand,
  TransactGetItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import {
  GetObjectAclCommand,
  ListBucketInventoryConfigurationsCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { ListTopicsCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { describe, expect, test } from '@jest/globals';
import type { WireRequest } from '../../../infra/local/wire.ts';
import { anOrganization, clientOf, HUB, PRODUCTION, refusal } from './an-organization.ts';

function aRequest(change: Partial<WireRequest> = {}): WireRequest {
  const base = { method: 'GET', path: '/', query: new URLSearchParams(), headers: {} };
  return { ...base, body: Buffer.alloc(0), ...change };
}

const scope = '20261124/eu-west-1/s3/aws4_request';
const authorization = `AWS4-HMAC-SHA256 Credential=${PRODUCTION}/${scope}, SignedHeaders=host, Signature=0`;

describe('every protocol', () => {
  test('reaches its service', async () => {
    const organization = await anOrganization();
    const settings = clientOf(organization, HUB);

    const answers = await Promise.all([
      new SSMClient(settings).send(new GetParameterCommand({ Name: '/stocktake/enforcement' })),
      new SQSClient(settings).send(new GetQueueUrlCommand({ QueueName: 'stocktake-work' })),
      new SNSClient(settings).send(new ListTopicsCommand({})),
      new DynamoDBClient(settings).send(new ListTablesCommand({})),
      new EventBridgeClient(settings).send(
        new PutEventsCommand({ Entries: [{ Source: 'a', DetailType: 'b', Detail: '{}' }] }),
      ),
    ]);

    expect(answers.map(({ $metadata }) => $metadata.httpStatusCode)).toEqual(Array(5).fill(200));
  });

  test('refuses by name what is not implemented', async () => {
    const organization = await anOrganization();
    const settings = clientOf(organization, HUB);
    const Key = { id: { S: '1' } };

    const errors = await Promise.all([
      refusal(new S3Client(settings).send(new GetObjectAclCommand({ Bucket: 'b', Key: 'k' }))),
      refusal(new SNSClient(settings).send(new SubscribeCommand({ TopicArn: 'a', Protocol: 'b' }))),
      refusal(
        new DynamoDBClient(settings).send(
          new TransactGetItemsCommand({ TransactItems: [{ Get: { TableName: 't', Key } }] }),
        ),
      ),
    ]);

    expect(errors.map(({ message }) => message)).toEqual([
      'GetObjectAcl is not implemented.',
      'Subscribe is not implemented.',
      'TransactGetItems is not implemented.',
    ]);
    expect(errors.map(({ $metadata }) => $metadata.httpStatusCode)).toEqual([501, 501, 501]);
  });
});

describe('a request that is not signed', () => {
  test('for the front page gets a friendly word', async () => {
    const { handle } = await anOrganization();

    const { status, body } = await handle(aRequest());

    expect(status).toBe(200);
    expect(String(body)).toContain('AWS_ENDPOINT_URL');
  });

  test('for anything else is refused', async () => {
    const { handle } = await anOrganization();

    const { status, body } = await handle(aRequest({ path: '/orders' }));

    expect(status).toBe(403);
    expect(String(body)).toContain('<Code>MissingAuthenticationToken</Code>');
  });

  test('is refused in JSON where it speaks JSON', async () => {
    const { handle } = await anOrganization();
    const headers = { 'x-amz-target': 'AmazonSQS.SendMessage' };

    const { body } = await handle(aRequest({ method: 'POST', headers }));

    expect(JSON.parse(String(body)).__type).toMatch(/#MissingAuthenticationToken$/);
  });

  test('but presigned is told so', async () => {
    const { handle } = await anOrganization();
    const query = new URLSearchParams({ 'X-Amz-Signature': '0' });

    const { status, body } = await handle(aRequest({ path: '/orders/a', query }));

    expect(status).toBe(501);
    expect(String(body)).toContain('Presigned URLs are not implemented');
  });
});

describe('a signed request', () => {
  test('for an unknown service is refused with its name', async () => {
    const { handle } = await anOrganization();
    const headers = { authorization: authorization.replace('/s3/', '/ec2/') };

    const { status, body } = await handle(aRequest({ headers }));

    expect(status).toBe(501);
    expect(String(body)).toContain('The service ec2 is not implemented.');
  });

  test('that is no operation at all is refused with what it asked for', async () => {
    const { handle } = await anOrganization();
    const headers = { authorization };

    const { status, body } = await handle(aRequest({ method: 'PATCH', path: '/orders', headers }));

    expect(status).toBe(501);
    expect(String(body)).toContain('PATCH /orders is not implemented.');
  });

  test('carries its id in body and headers', async () => {
    const { handle } = await anOrganization();
    const headers = { authorization };

    const answer = await handle(aRequest({ path: '/not-there', headers }));

    const id = answer.headers['x-amz-request-id'];
    expect(id).toMatch(/^[A-Z2-7]{16}$/);
    expect(String(answer.body)).toContain(`<RequestId>${id}</RequestId>`);
  });

  test('with a body that is no JSON is refused', async () => {
    const { handle } = await anOrganization();
    const headers = {
      authorization: authorization.replace('/s3/', '/ssm/'),
      'x-amz-target': 'AmazonSSM.GetParameter',
    };

    const { status, body } = await handle(
      aRequest({ method: 'POST', headers, body: Buffer.from('{') }),
    );

    expect(status).toBe(400);
    expect(JSON.parse(String(body)).__type).toMatch(/#SerializationException$/);
  });
});

test.each([
  'CloudTrail_20131101.DescribeTrails',
  'com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.DescribeTrails', // as the AWS CLI writes it
])('an operation is known by its target %s', async (target) => {
  const { handle } = await anOrganization();
  const headers = {
    authorization: authorization.replace('/s3/', '/cloudtrail/'),
    'x-amz-target': target,
  };

  const { status } = await handle(aRequest({ method: 'POST', headers, body: Buffer.from('{}') }));

  expect(status).toBe(200);
});

describe('the access log', () => {
  test('says who asked what, where, and how it ended', async () => {
    const organization = await anOrganization();
    const s3 = new S3Client(clientOf(organization));
    const request = { Bucket: 'not-there', ExpectedBucketOwner: PRODUCTION };

    await refusal(s3.send(new ListBucketInventoryConfigurationsCommand(request)));

    expect(organization.calls).toEqual([
      {
        service: 's3',
        operation: 'ListBucketInventoryConfigurations',
        account: PRODUCTION,
        region: 'eu-west-1',
        bucket: 'not-there',
        expectedOwner: PRODUCTION,
        caller: `arn:aws:iam::${PRODUCTION}:root`,
        attempt: 1,
        status: 404,
        errorCode: 'NoSuchBucket',
        errorMessage: 'The specified bucket does not exist',
        at: organization.clock.now(),
      },
    ]);
  });
});
