import { type Givens, limits, prices } from './givens.ts';

/** One account, as a sweep goes through it. */
export interface AccountPass {
  readonly buckets: number;
  readonly pages: number;
  /** Buckets a second. */
  readonly rate: number;
  readonly seconds: number;
  /** Steps of the state machine: a function does as much as it has time for. */
  readonly steps: number;
}

/**
 * @param s3Rate requests a second that S3 answers for one account; left out, as many as are asked.
 * @returns what one account of average size takes.
 */
export function passThrough(givens: Givens, s3Rate = Number.POSITIVE_INFINITY): AccountPass {
  const { latency, bucketsAtOnce, share, cpuABucket, callsAnAccount } = givens;
  const buckets = givens.buckets / givens.accounts;
  const pages = Math.ceil(buckets / givens.bucketsAPage);
  const rate = Math.min((bucketsAtOnce / latency) * 1_000, (share / cpuABucket) * 1_000, s3Rate);
  // Each page is a call of S3 and one of the ledger before its buckets are looked at.
  const seconds = ((callsAnAccount + 2 * pages) * latency) / 1_000 + buckets / rate;
  return { buckets, pages, rate, seconds, steps: Math.ceil(seconds / givens.secondsAStep) };
}

/** A sweep of everything, so many accounts at a time. */
export interface WholeSweep {
  readonly concurrency: number;
  /** Seconds. */
  readonly duration: number;
  /** What holds it up: the accounts themselves, or Organizations, which is asked about each of them. */
  readonly bound: 'accounts' | 'organizations';
  /** Per second. */
  readonly accountsRate: number;
  /** Of S3, all accounts together, per second. */
  readonly s3Rate: number;
}

/** How long a sweep of everything takes in which nothing is to be corrected. */
export function wholeSweep(givens: Givens, concurrency: number, s3Rate?: number): WholeSweep {
  const { accounts, organizationsRate } = givens;
  const { seconds, buckets, pages } = passThrough(givens, s3Rate);
  const wanted = concurrency / seconds;
  const accountsRate = Math.min(wanted, organizationsRate);
  const opening = (Math.ceil(accounts / givens.accountsAPage) * givens.latency) / 1_000;
  return {
    concurrency,
    duration: opening + accounts / accountsRate,
    bound: wanted > organizationsRate ? 'organizations' : 'accounts',
    accountsRate,
    s3Rate: accountsRate * (buckets + pages + givens.regions),
  };
}

export interface Use {
  readonly what: string;
  readonly used: number;
  readonly limit: number;
}

/** How much of each published limit a sweep uses. */
export function usesOf(givens: Givens, concurrency: number): Use[] {
  const { steps } = passThrough(givens);
  const { duration, accountsRate } = wholeSweep(givens, concurrency);
  const { accounts, bytesAnAccount, eventsAStep, writesAnAccount } = givens;
  return [
    {
      what: 'bytes of the state that holds all accounts',
      used: accounts * bytesAnAccount,
      limit: limits.state,
    },
    {
      what: 'events in the history of an account',
      used: steps * eventsAStep,
      limit: limits.history,
    },
    { what: 'accounts at a time in a distributed map', used: concurrency, limit: limits.children },
    { what: 'functions of the hub’s account at a time', used: concurrency, limit: limits.lambda },
    {
      what: 'writes a second to one partition of the ledger',
      used: accountsRate * writesAnAccount,
      limit: limits.partitionWrites,
    },
    { what: 'seconds until the state machine gives up', used: duration, limit: limits.machine },
  ];
}

export interface Expense {
  readonly what: string;
  /** US dollars a sweep. */
  readonly price: number;
}

/** What a sweep costs in which nothing is to be corrected; the first two are the same calls, as one or the other price. */
export function expensesOf(givens: Givens): Expense[] {
  const { accounts, buckets, readsABucket, readsAnAccount, writesAnAccount, gigabytes } = givens;
  const { pages, seconds, steps } = passThrough(givens);
  const calls = buckets + accounts * (pages + givens.regions);
  const reads = buckets * readsABucket + accounts * readsAnAccount;
  return [
    { what: 'S3, if these calls are priced as LIST; members pay', price: calls * prices.s3List },
    { what: 'S3, if they are priced as GET', price: calls * prices.s3Get },
    {
      what: 'Step Functions',
      price: accounts * givens.transitionsAnAccount * steps * prices.transition,
    },
    {
      what: 'Lambda',
      price: accounts * (steps * prices.call + seconds * gigabytes * prices.gigabyteSecond),
    },
    { what: 'DynamoDB, reads', price: reads * prices.read },
    { what: 'DynamoDB, writes', price: accounts * writesAnAccount * prices.write },
    { what: 'traces, if each were taken', price: accounts * steps * prices.trace },
  ];
}
