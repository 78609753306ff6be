import { createHash } from 'node:crypto';

/** An object in a bucket. */
export interface StoredObject {
  readonly body: Buffer;
  /** In double quotes, as S3 gives it. */
  readonly etag: string;
  readonly contentType: string;
  readonly metadata: Readonly<Record<string, string>>;
  /** Milliseconds since the epoch. */
  readonly storedAt: number;
  /** ARN of the KMS key that it is encrypted with, if it is one. */
  readonly keyArn?: string | undefined;
}

/** An object with the tag that S3 gives to one that came whole. */
export function objectFrom(
  put: Pick<StoredObject, 'body' | 'contentType' | 'metadata' | 'keyArn'>,
  storedAt: number,
): StoredObject {
  return { ...put, etag: `"${createHash('md5').update(put.body).digest('hex')}"`, storedAt };
}
