import { Readable } from 'node:stream';
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { describe, expect, test } from '@jest/globals';
import { refusal } from '../an-organization.ts';
import { aBucket, Bucket } from './a-bucket.ts';

const Key = 'inventory/ü & +1/manifest.json';

function put(s3: S3Client, key = Key, Body: string | Readable = 'hello') {
  return s3.send(new PutObjectCommand({ Bucket, Key: key, Body, Metadata: { kind: 'report' } }));
}

describe('an object', () => {
  test('is read back whole, with its metadata', async () => {
    const { owner } = await aBucket();

    await put(owner);

    const { Body, Metadata } = await owner.send(new GetObjectCommand({ Bucket, Key }));
    expect(await Body?.transformToString()).toBe('hello');
    expect(Metadata).toEqual({ kind: 'report' });
  });

  test('may come as a stream with a checksum behind it', async () => {
    const { owner } = await aBucket();
    const chunks = ['one ', 'two ', 'three'].map((text) => Buffer.from(text));

    await put(owner, Key, Readable.from(chunks));

    const { Body } = await owner.send(new GetObjectCommand({ Bucket, Key }));
    expect(await Body?.transformToString()).toBe('one two three');
  });

  test('has its length and digest in its head', async () => {
    const { owner } = await aBucket();
    await put(owner);

    const { ContentLength, ETag } = await owner.send(new HeadObjectCommand({ Bucket, Key }));

    expect([ContentLength, ETag]).toEqual([5, '"5d41402abc4b2a76b9719d911017c592"']);
  });

  test('is gone when it was deleted', async () => {
    const { owner } = await aBucket();
    await put(owner);

    await owner.send(new DeleteObjectCommand({ Bucket, Key }));

    const { name } = await refusal(owner.send(new GetObjectCommand({ Bucket, Key })));
    expect(name).toBe('NoSuchKey');
  });

  test('is not read in parts: that is refused, not ignored', async () => {
    const { owner } = await aBucket();
    await put(owner);

    const error = await refusal(
      owner.send(new GetObjectCommand({ Bucket, Key, Range: 'bytes=0-1' })),
    );

    expect([error.name, error.Header]).toEqual(['NotImplemented', 'Range']);
  });

  test('is not copied: that is refused with its name', async () => {
    const { owner } = await aBucket();

    const { message } = await refusal(
      owner.send(new CopyObjectCommand({ Bucket, Key, CopySource: `${Bucket}/other` })),
    );

    expect(message).toBe('CopyObject is not implemented.');
  });
});

describe('a listing of objects', () => {
  async function aFullBucket() {
    const bucket = await aBucket();
    for (const key of ['a/1', 'a/2', 'b/1', 'c']) await put(bucket.owner, key);
    return bucket;
  }

  test('shows what shares a prefix up to the delimiter as one', async () => {
    const { owner } = await aFullBucket();

    const page = await owner.send(new ListObjectsV2Command({ Bucket, Delimiter: '/' }));

    expect(page.CommonPrefixes?.map(({ Prefix }) => Prefix)).toEqual(['a/', 'b/']);
    expect(page.Contents?.map((object) => object.Key)).toEqual(['c']);
  });

  test('keeps to its prefix', async () => {
    const { owner } = await aFullBucket();

    const { Contents = [] } = await owner.send(new ListObjectsV2Command({ Bucket, Prefix: 'a/' }));

    expect(Contents.map((object) => object.Key)).toEqual(['a/1', 'a/2']);
  });

  test('goes on where the page before it ended', async () => {
    const { owner } = await aFullBucket();
    const first = await owner.send(new ListObjectsV2Command({ Bucket, MaxKeys: 3 }));

    const second = await owner.send(
      new ListObjectsV2Command({ Bucket, ContinuationToken: first.NextContinuationToken }),
    );

    expect([first.IsTruncated, second.IsTruncated]).toEqual([true, false]);
    expect(second.Contents?.map((object) => object.Key)).toEqual(['c']);
  });

  test('may be of nothing at all, and is then not cut short', async () => {
    const { owner } = await aFullBucket();

    const page = await owner.send(new ListObjectsV2Command({ Bucket, MaxKeys: 0 }));

    expect(page).toMatchObject({ MaxKeys: 0, KeyCount: 0, IsTruncated: false });
    expect(page.Contents).toBeUndefined();
  });

  test('encodes keys when it is asked to', async () => {
    const { owner } = await aBucket();
    await put(owner);

    const page = await owner.send(new ListObjectsV2Command({ Bucket, EncodingType: 'url' }));

    expect(page.Contents?.[0]?.Key).toBe('inventory/%C3%BC%20%26%20%2B1/manifest.json');
  });
});
