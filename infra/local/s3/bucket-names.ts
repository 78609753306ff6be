import { isDirectoryBucket } from './bucket.ts';

const GENERAL = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const DIRECTORY = /^[a-z0-9][a-z0-9-]*--[a-z0-9-]+--x-s3$/;
const ADDRESS = /^\d+\.\d+\.\d+\.\d+$/;
const RESERVED = /^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\.mrap|--table-s3)$/;

/**
 * Whether a bucket may be called so.
 *
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
 */
export function isBucketName(name: string): boolean {
  if (isDirectoryBucket(name)) return name.length <= 63 && DIRECTORY.test(name);
  return GENERAL.test(name) && !name.includes('..') && !ADDRESS.test(name) && !RESERVED.test(name);
}
