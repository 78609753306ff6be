/** An organization to be swept. */
export interface SweepSize {
  readonly accounts: number;
  /** In each of the accounts. */
  readonly buckets: number;
  /** Of so many buckets one has lost its configuration; left out, all are as the mandate wants. */
  readonly oneDriftedIn?: number | undefined;
}
