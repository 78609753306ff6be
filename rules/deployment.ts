/** What the hub's template makes of its parameters, as far as a mandate has to agree with it. */
export interface Deployment {
  /** The regions whose buckets are governed. Each has a destination bucket; none other has. */
  readonly regions: readonly string[];
  readonly destinationAccount: string;
  /** The names of the destination buckets: `{region}` stands for the region of each. */
  readonly destinationBucket: string;
  /** SSE-KMS makes a key in every region. */
  readonly encryption: 'SSE-S3' | 'SSE-KMS';
  /** The rule whose reports are a table for Athena, and the prefix that the table reads. */
  readonly table?: ReportTable | undefined;
}

export interface ReportTable {
  readonly rule: string;
  readonly prefix: string;
}
