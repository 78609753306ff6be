import { BUCKETS_AT_ONCE } from '../../handlers/sweep/survey-page.ts';

// What the arithmetic of docs/scale.md stands on: change a number, and `npm run bench -- scale` reckons anew.

export interface Givens {
  readonly accounts: number;
  /** In all of them together. */
  readonly buckets: number;
  /** Looked at side by side in one account. */
  readonly bucketsAtOnce: number;
  /** Asked for at a time: of S3, and of Organizations. */
  readonly bucketsAPage: number;
  readonly accountsAPage: number;
  /** That are governed: the directory buckets of an account are listed region by region. */
  readonly regions: number;
  /** Calls that an account costs beside those for its buckets and pages, one after the other. */
  readonly callsAnAccount: number;
  /** Milliseconds of CPU for a bucket, on a core. */
  readonly cpuABucket: number;
  /** DynamoDB's read units for a bucket, and for an account beside them. */
  readonly readsABucket: number;
  readonly readsAnAccount: number;
  readonly writesAnAccount: number;
  /** Milliseconds for one call of AWS. */
  readonly latency: number;
  /** So much of a core a function has. */
  readonly share: number;
  /** Of a function: gigabytes, and seconds that one step goes on before it hands over to the next. */
  readonly gigabytes: number;
  readonly secondsAStep: number;
  readonly transitionsAnAccount: number;
  readonly eventsAStep: number;
  /** Requests a second that Organizations answers. */
  readonly organizationsRate: number;
  /** Bytes of one account in the state of the machine: twelve digits, quotes and a comma. */
  readonly bytesAnAccount: number;
}

export const givens: Givens = {
  accounts: 10_000,
  buckets: 10_000_000,
  bucketsAtOnce: BUCKETS_AT_ONCE,
  bucketsAPage: 250,
  accountsAPage: 20,
  regions: 4,
  callsAnAccount: 9,
  cpuABucket: 2,
  readsABucket: 0.06,
  readsAnAccount: 3,
  writesAnAccount: 2,
  latency: 100,
  share: 1_024 / 1_769,
  gigabytes: 1,
  secondsAStep: 500,
  transitionsAnAccount: 4,
  eventsAStep: 7,
  organizationsRate: 10,
  bytesAnAccount: 15,
};

/** Limits of AWS that are published. */
export const limits = {
  /** Bytes of input or output of a state. */
  state: 262_144,
  /** Events in the history of an execution. */
  history: 25_000,
  /** Child executions of a distributed map at a time. */
  children: 10_000,
  /** Concurrent executions of Lambda in an account and region, unless raised. */
  lambda: 1_000,
  /** Write units a second of one partition of DynamoDB. */
  partitionWrites: 1_000,
  /** Seconds until the state machine gives up: an hour before the next sweep begins. */
  machine: 82_800,
} as const;

/** US dollars, at list prices of us-east-1 as docs/costs.md has them. */
export const prices = {
  transition: 25 / 1e6,
  call: 0.2 / 1e6,
  gigabyteSecond: 0.0000133334,
  read: 0.125 / 1e6,
  write: 0.625 / 1e6,
  trace: 5 / 1e6,
  s3List: 0.005 / 1e3,
  s3Get: 0.0004 / 1e3,
} as const;
