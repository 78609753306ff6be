/** What a sweep of a size has taken: milliseconds and calls for each bucket, megabytes for all of it. */
export interface SweepEffort {
  readonly buckets: number;
  readonly corrected: number;
  /** CPU of the process that sweeps. */
  readonly cpu: number;
  /** The same of one look at a bucket's configurations by a bare client of the SDK. */
  readonly bareCpu: number;
  /** CPU of the local organization. */
  readonly organizationCpu: number;
  /** Calls of AWS. */
  readonly calls: number;
  /** DynamoDB's read units. */
  readonly readUnits: number;
  /** The least that they can be: the buckets' items, read once. */
  readonly leastReadUnits: number;
  /** In all. */
  readonly ledgerWrites: number;
  /** Of the process that sweeps: its peak, less what it had before. */
  readonly memory: number;
  /** Of its heap, what is still held afterwards. */
  readonly kept: number;
  /** Of the local organization, before. */
  readonly organizationMemory: number;
}
