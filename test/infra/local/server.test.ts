import { request as httpRequest, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListBucketsCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { afterEach, describe, expect, test } from '@jest/globals';
import { openServer, type Server } from '../../../infra/local/server.ts';
import {
  anOrganization,
  MANAGEMENT,
  type OrganizationInTest,
  PRODUCTION,
  refusal,
} from './an-organization.ts';

const open: Server[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function served(): Promise<{ organization: OrganizationInTest; server: Server }> {
  const organization = await anOrganization();
  const server = await openServer(organization.handle, 0);
  open.push(server);
  return { organization, server };
}

/** An ordinary client, over HTTP. */
function settings({ endpoint }: Server, accessKeyId = PRODUCTION) {
  const credentials = { accessKeyId, secretAccessKey: 'x' };
  return { endpoint, region: 'eu-west-1', credentials, maxAttempts: 1 };
}

const authorization = `AWS4-HMAC-SHA256 Credential=${PRODUCTION}/20261124/eu-west-1/s3/aws4_request, SignedHeaders=host, Signature=0`;

interface Raw {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

function send(
  { port }: Server,
  { method, path, headers = {}, body }: Raw,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const all = { authorization, ...headers };
    const outgoing = httpRequest({ port, method, path, headers: all }, resolve);
    outgoing.on('error', reject);
    if (headers.expect) outgoing.on('continue', () => outgoing.end(body));
    else outgoing.end(body);
  });
}

describe('over HTTP', () => {
  test('an ordinary client creates a bucket', async () => {
    const { server } = await served();
    const s3 = new S3Client(settings(server));

    await s3.send(new CreateBucketCommand({ Bucket: 'orders' }));

    const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
    expect(Buckets.map(({ Name }) => Name)).toEqual(['orders']);
  });

  test('objects come and go as streams', async () => {
    const { server } = await served();
    const s3 = new S3Client(settings(server));
    await s3.send(new CreateBucketCommand({ Bucket: 'orders' }));
    const Body = Buffer.alloc(300_000, 'x');

    await s3.send(new PutObjectCommand({ Bucket: 'orders', Key: 'a', Body }));

    const read = await s3.send(new GetObjectCommand({ Bucket: 'orders', Key: 'a' }));
    expect((await read.Body?.transformToByteArray())?.length).toBe(300_000);
  });

  test('a query protocol works as well', async () => {
    const { server } = await served();
    const RoleArn = `arn:aws:iam::${PRODUCTION}:role/OrganizationAccountAccessRole`;
    const request = new AssumeRoleCommand({ RoleArn, RoleSessionName: 'visit' });

    const { Credentials } = await new STSClient(settings(server, MANAGEMENT)).send(request);

    expect(Credentials?.AccessKeyId).toMatch(/^ASIA/);
  });

  test('a bucket may be named by the host', async () => {
    const { organization, server } = await served();
    const host = `orders.localhost:${server.port}`;
    const body =
      '<CreateBucketConfiguration><LocationConstraint>eu-west-1</LocationConstraint></CreateBucketConfiguration>';

    const answer = await send(server, { method: 'PUT', path: '/', headers: { host }, body });

    expect(answer.statusCode).toBe(200);
    expect(organization.machines.s3.find('orders')?.region).toBe('eu-west-1');
  });

  test('a client that asks whether to go on is told to', async () => {
    const { organization, server } = await served();
    organization.machines.s3.place({ name: 'orders', account: PRODUCTION, region: 'eu-west-1' });
    const headers = { expect: '100-continue', 'transfer-encoding': 'chunked' };

    const answer = await send(server, { method: 'PUT', path: '/orders/a', headers, body: 'hello' });

    expect(answer.statusCode).toBe(200);
    expect(String(organization.machines.s3.find('orders')?.objects?.get('a')?.body)).toBe('hello');
  });

  test('answers carry the true date, not that of the organization', async () => {
    const { server } = await served();
    const before = Math.floor(Date.now() / 1_000) * 1_000;

    const { headers } = await send(server, { method: 'GET', path: '/' });

    expect(Date.parse(headers.date ?? '')).toBeGreaterThanOrEqual(before);
  });

  test('a head has no body, and the length of one', async () => {
    const { organization, server } = await served();
    organization.machines.s3.place({ name: 'orders', account: PRODUCTION, region: 'eu-west-1' });
    await send(server, { method: 'PUT', path: '/orders/a', body: 'hello' });

    const answer = await send(server, { method: 'HEAD', path: '/orders/a' });

    expect(answer.headers['content-length']).toBe('5');
    expect(await text(answer)).toBe('');
  });
});

describe('faults over HTTP', () => {
  test('a reset breaks the connection', async () => {
    const { organization, server } = await served();
    organization.faults.next(1, {}, 'reset');

    const { code } = await refusal(send(server, { method: 'GET', path: '/' }));

    expect(code).toBe('ECONNRESET');
  });

  test('one that hangs does not keep the server from closing', async () => {
    const organization = await anOrganization();
    organization.faults.next(1, {}, 'hang');
    const arrived = Promise.withResolvers<void>();
    const server = await openServer((request) => {
      arrived.resolve();
      return organization.handle(request);
    }, 0);
    const silent = refusal(send(server, { method: 'GET', path: '/' }));
    await arrived.promise;

    await server.close();

    expect((await silent).code).toBe('ECONNRESET');
  });
});

describe('a port', () => {
  test('that is taken is a rejection with its code', async () => {
    const { organization, server } = await served();

    const error = await refusal(openServer(organization.handle, server.port));

    expect(error.code).toBe('EADDRINUSE');
  });

  test('is free again after closing, which may be done twice', async () => {
    const { organization, server } = await served();
    await server.close();
    await server.close();

    const again = await openServer(organization.handle, server.port);
    open.push(again);

    expect(again.endpoint).toBe(`http://127.0.0.1:${server.port}`);
  });
});
