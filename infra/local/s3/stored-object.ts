/** An object in a bucket. */
export interface StoredObject {
  readonly body: Buffer;
  /** In double quotes, as S3 gives it. */
  readonly etag: string;
  readonly contentType: string;
  readonly metadata: Readonly<Record<string, string>>;
  /** Milliseconds since the epoch. */
  readonly storedAt: number;
}
