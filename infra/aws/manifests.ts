import { createHash } from 'node:crypto';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { BucketRef } from '../../rules/bucket.ts';
import type { Cloud } from '../cloud.ts';
import { failureOf } from './failure.ts';

/** A manifest names every file of its report: that of a bucket with ten thousand million objects takes a few megabytes. */
const BYTES_AT_MOST = 16_000_000;

/** The manifest of a report, or why it cannot be read by us, and will not be by asking again. */
export type ManifestText =
  | { readonly text: string; readonly unread?: undefined }
  | { readonly unread: string; readonly text?: undefined };

/**
 * The manifest in a folder of a destination bucket, held against the checksum beside it.
 *
 * @throws S3's errors, but for those that say that it is not there or not for us.
 */
export async function readManifest(
  cloud: Cloud,
  bucket: BucketRef,
  folder: string,
): Promise<ManifestText> {
  try {
    const text = await readText(cloud, bucket, `${folder}/manifest.json`);
    const checksum = await readText(cloud, bucket, `${folder}/manifest.checksum`);
    if (text === undefined || checksum === undefined) {
      return { unread: `its manifest is longer than ${BYTES_AT_MOST} bytes` };
    }
    const isWhole = createHash('md5').update(text).digest('hex') === checksum.trim().toLowerCase();
    return isWhole ? { text } : { unread: 'its manifest is not what its checksum says' };
  } catch (error) {
    const { cause, message } = failureOf(error);
    if (isMissing(error) || lasting.includes(cause)) {
      return { unread: `its manifest could not be read: ${message}` };
    }
    throw error;
  }
}

/** What does not pass while a message waits. */
const lasting: readonly string[] = [
  'denied',
  'denied-by-policy',
  'wrong-owner',
  'wrong-region',
  'gone',
  'destination-invalid',
];

function isMissing(error: unknown): boolean {
  return error instanceof Error && error.name === 'NoSuchKey';
}

/** Undefined for an object that is too long. */
async function readText(
  cloud: Cloud,
  { account, region, name: Bucket }: BucketRef,
  Key: string,
): Promise<string | undefined> {
  const request = new GetObjectCommand({ Bucket, Key, ExpectedBucketOwner: account });
  const { Body, ContentLength = 0 } = await cloud.hub(S3Client, region).send(request);
  if (ContentLength <= BYTES_AT_MOST) return (await Body?.transformToString()) ?? '';
  await Body?.transformToWebStream().cancel();
  return undefined;
}
