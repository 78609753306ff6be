import { isDirectoryBucket } from '../s3/bucket.ts';
import type { WireRequest } from '../wire.ts';

/** The bucket and key that a request names; empty for none. */
export interface S3Address {
  readonly bucket: string;
  readonly key: string;
}

/** `bucket.s3.eu-west-1.amazonaws.com`, `bucket.s3express-…`, and `bucket.localhost` for a server on this machine. */
const BUCKET_IN_HOST =
  /^(?<bucket>.+)\.(?:s3[a-z-]*(?:\.[a-z0-9-]+)*\.amazonaws\.com(?:\.cn)?|localhost)$/;

/**
 * Understands path style (`/bucket/key`) and virtual-host style (`bucket.…/key`). SDKs put a second slash behind a directory
 * bucket where an endpoint was given to them (AWS facts H.2).
 *
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html
 */
export function s3Address({ path, headers }: WireRequest): S3Address {
  const { host = '' } = headers;
  const inHost = BUCKET_IN_HOST.exec(host.replace(/:\d+$/, ''))?.groups?.bucket;
  if (inHost) return { bucket: inHost, key: decode(path.slice(1)) };
  const [, bucket = '', key = ''] = /^\/([^/]*)(?:\/(.*))?$/.exec(path) ?? [];
  const rest = isDirectoryBucket(bucket) ? key.replace(/^\//, '') : key;
  return { bucket: decode(bucket), key: decode(rest) };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
