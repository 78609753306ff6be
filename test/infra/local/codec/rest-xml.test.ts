import * as client from '@aws-sdk/client-s3';
import { describe, expect, test } from '@jest/globals';
import { restXml } from '../../../../infra/local/codec/rest-xml.ts';
import type { WireRequest } from '../../../../infra/local/wire.ts';

const codec = restXml(client, {});

function aRequest(line: string, more: Partial<WireRequest> = {}): WireRequest {
  const [method = '', url = ''] = line.split(' ');
  const [path = '', query = ''] = url.split('?');
  const base = { method, path, query: new URLSearchParams(query), headers: {} };
  return { ...base, body: Buffer.alloc(0), ...more };
}

function read(line: string, more: Partial<WireRequest> = {}) {
  const request = aRequest(line, more);
  const operation = codec.route(request);
  if (!operation) throw new Error(`${line} is no operation`);
  return codec.decode(operation, request);
}

function put(xml: string) {
  return read('PUT /b?inventory&id=a', { body: Buffer.from(xml) });
}

describe('routing', () => {
  test.each([
    ['GET /', 'ListBuckets'],
    ['PUT /b', 'CreateBucket'],
    ['HEAD /b', 'HeadBucket'],
    ['GET /b?location', 'GetBucketLocation'],
    ['GET /b?inventory', 'ListBucketInventoryConfigurations'],
    [
      'GET /b/?inventory=&x-id=GetBucketInventoryConfiguration',
      'ListBucketInventoryConfigurations',
    ],
    ['GET /b?inventory&id=a', 'GetBucketInventoryConfiguration'],
    [
      'GET /b?id=a&inventory=&x-id=ListBucketInventoryConfigurations',
      'GetBucketInventoryConfiguration',
    ],
    ['PUT /b?inventory', 'PutBucketInventoryConfiguration'],
    ['DELETE /b?inventory&id=a', 'DeleteBucketInventoryConfiguration'],
    ['GET /b?list-type=2&prefix=x', 'ListObjectsV2'],
    ['GET /b', 'ListObjects'],
    ['PUT /b/a/b', 'PutObject'],
    ['PUT /b/a?partNumber=1&uploadId=u', 'UploadPart'],
    ['GET /b/a?acl', 'GetObjectAcl'],
  ])('takes %s for %s', (line, name) => {
    const operation = codec.route(aRequest(line));

    expect(operation?.name).toBe(name);
  });

  test('takes a put with a source for a copy', () => {
    const request = aRequest('PUT /b/a', { headers: { 'x-amz-copy-source': 'b/c' } });

    expect(codec.route(request)?.name).toBe('CopyObject');
  });
});

describe('addresses', () => {
  test.each([
    ['/b/a%20b/%C3%BC%2B', '127.0.0.1:4577', { Bucket: 'b', Key: 'a b/ü+' }],
    ['/a/b', 'my.bucket.localhost:4577', { Bucket: 'my.bucket', Key: 'a/b' }],
    ['/a', 'b.s3.eu-west-1.amazonaws.com', { Bucket: 'b', Key: 'a' }],
    ['/b/a', 's3.eu-west-1.amazonaws.com', { Bucket: 'b', Key: 'a' }],
    ['/b//a', 's3.eu-west-1.amazonaws.com', { Bucket: 'b', Key: '/a' }],
  ])('%s at %s', async (path, host, address) => {
    const input = await read(`GET ${path}`, { headers: { host } });

    expect(input).toEqual(address);
  });
});

describe('a document', () => {
  const inner = (content: string) =>
    `<InventoryConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${content}</InventoryConfiguration>`;

  test('may have its elements in any order, with or without a namespace', async () => {
    const destination =
      '<Destination><S3BucketDestination><Bucket>x</Bucket></S3BucketDestination></Destination>';

    const first = await put(inner(`<Id>a</Id><IsEnabled>true</IsEnabled>${destination}`));
    const second = await put(
      `<?xml version="1.0"?>\n<!-- ours -->\n<InventoryConfiguration>\n  ${destination}<IsEnabled>TRUE</IsEnabled>\n<Id>a</Id></InventoryConfiguration>`,
    );

    expect(second).toEqual(first);
  });

  test.each([
    ['nothing', ''],
    ['no XML', 'hello'],
    ['an element that is not closed', '<InventoryConfiguration><Id>'],
    ['another root', '<Inventory><Id>a</Id></Inventory>'],
    ['an unknown element', inner('<Id>a</Id><Colour>red</Colour>')],
    ['an unknown element deep inside', inner('<Filter><Suffix>x</Suffix></Filter>')],
    ['an element twice', inner('<Id>a</Id><Id>b</Id>')],
    ['text where elements belong', inner('hello')],
    ['a boolean that is none', inner('<IsEnabled>perhaps</IsEnabled>')],
    ['a list of something else', inner('<OptionalFields><Name>Size</Name></OptionalFields>')],
  ])('with %s is malformed', async (_case, xml) => {
    await expect(put(xml)).rejects.toMatchObject({ code: 'MalformedXML' });
  });
});

describe('a body in chunks', () => {
  test.each([
    [{ 'content-encoding': 'aws-chunked' }],
    [{ 'content-encoding': 'gzip,aws-chunked' }],
    [{ 'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER' }],
  ])('is put together: %j', async (headers) => {
    const body = Buffer.from(
      '4;chunk-signature=0\r\none \r\n3\r\ntwo\r\n0\r\nx-amz-checksum-crc32:a\r\n\r\n',
    );

    const input = await read('PUT /b/a', { headers, body });

    expect(String(Reflect.get(input, 'Body'))).toBe('one two');
  });
});

describe('an answer', () => {
  test('of the location is the text of its root', () => {
    const operation = codec.route(aRequest('GET /b?location'));
    if (!operation) throw new Error('there is no such operation');

    const { body } = codec.encode(operation, { LocationConstraint: 'eu-west-1' }, 'r');

    expect(body).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/">eu-west-1</LocationConstraint>',
    );
  });
});
