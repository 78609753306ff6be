import type { _Object, ListObjectsV2Output, ListObjectsV2Request } from '@aws-sdk/client-s3';
import type { Operations } from '../service.ts';
import { pageOf } from './page.ts';
import { requireBucket } from './require-bucket.ts';
import type { S3World } from './s3-world.ts';
import type { StoredObject } from './stored-object.ts';

/** What a listing shows: an object, or all keys that share a prefix up to the delimiter. */
type Entry =
  | { readonly key: string; readonly object: StoredObject }
  | { readonly key: string; readonly object?: undefined };

const PAGE_AT_MOST = 1_000;

/** ListObjectsV2. Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
export function listingOperations(world: S3World): Operations {
  return {
    ListObjectsV2: (input: ListObjectsV2Request, call) => {
      const { objects } = requireBucket(world, input, call);
      return listObjects(entriesOf(objects ?? new Map(), input), input);
    },
  };
}

function entriesOf(
  objects: ReadonlyMap<string, StoredObject>,
  { Prefix = '', Delimiter = '', StartAfter = '' }: ListObjectsV2Request,
): Entry[] {
  const entries = new Map<string, Entry>();
  for (const [key, object] of objects) {
    if (!key.startsWith(Prefix) || key <= StartAfter) continue;
    const end = Delimiter === '' ? -1 : key.indexOf(Delimiter, Prefix.length);
    const shown = end < 0 ? key : key.slice(0, end + Delimiter.length);
    entries.set(shown, end < 0 ? { key, object } : { key: shown });
  }
  return [...entries.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}

function listObjects(entries: readonly Entry[], input: ListObjectsV2Request): ListObjectsV2Output {
  const { Bucket: Name, MaxKeys = PAGE_AT_MOST, ContinuationToken: token, EncodingType } = input;
  const size = Math.min(MaxKeys, PAGE_AT_MOST);
  const { items, next } = pageOf(entries, { size, token, keyOf: ({ key }) => key });
  const inWire = (key: string) => (EncodingType === 'url' ? encodeKey(key) : key);
  const contents = items.flatMap(({ key, object }) =>
    object ? [summaryOf(inWire(key), object)] : [],
  );
  const prefixes = items.filter(({ object }) => !object).map(({ key }) => inWire(key));
  return {
    Name,
    Prefix: inWire(input.Prefix ?? ''),
    MaxKeys: size,
    KeyCount: items.length,
    IsTruncated: next !== undefined,
    ...(input.Delimiter && { Delimiter: inWire(input.Delimiter) }),
    ...(EncodingType && { EncodingType }),
    ...(token !== undefined && { ContinuationToken: token }),
    ...(next !== undefined && { NextContinuationToken: next }),
    ...(contents.length > 0 && { Contents: contents }),
    ...(prefixes.length > 0 && { CommonPrefixes: prefixes.map((Prefix) => ({ Prefix })) }),
  };
}

function summaryOf(Key: string, { body, etag, storedAt }: StoredObject): _Object {
  return {
    Key,
    Size: body.length,
    ETag: etag,
    LastModified: new Date(storedAt),
    StorageClass: 'STANDARD',
  };
}

/** Slashes stay as they are. */
function encodeKey(key: string): string {
  return key.split('/').map(encodeURIComponent).join('/');
}
