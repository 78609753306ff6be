/** Why something was deferred or failed. `unexpected` is a bug of ours or an answer of AWS that we do not know. */
export type Cause =
  | 'throttled'
  | 'unavailable'
  | 'timeout'
  | 'conflict'
  | 'not-yet-visible'
  | 'role-not-ready'
  | 'region-disabled'
  | 'denied-by-policy'
  | 'denied'
  | 'wrong-owner'
  | 'too-many-configurations'
  | 'rejected'
  | 'destination-invalid'
  | 'wrong-region'
  | 'malformed-message'
  | 'undelivered'
  | 'unreadable'
  | 'halted'
  | 'unexpected';

/** How a cause is retried. The delay doubles with every attempt and is drawn evenly below that (full jitter). */
export interface Retry {
  /** Seconds: no delay is shorter. */
  readonly least: number;
  /** Seconds: the most that the first delay can be. */
  readonly first: number;
  /** Seconds: the most that any delay can be. */
  readonly cap: number;
  /** What spends it, reckoned per cause: seconds since it was first seen, a number of attempts, or nothing ever. */
  readonly patience: { readonly seconds: number } | { readonly attempts: number } | 'endless';
}

/** What becomes of the message once patience is spent. `failed` is recorded and over; a dead letter can be sent again. */
export type Ending = 'dead-letter' | 'failed' | 'gone';

export interface CausePolicy {
  /** What it means and what to do, for the owner of the bucket or the operator. */
  readonly sentence: string;
  readonly retry: Retry | 'none';
  readonly ends: Ending;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Trouble on AWS's side passes: seconds to minutes, an hour in all. */
const patiently: Retry = { least: 1, first: 4, cap: 5 * MINUTE, patience: { seconds: HOUR } };
/** Somebody is still at work on the bucket, or S3 is still spreading the news. */
const briskly: Retry = { least: 1, first: 4, cap: 30, patience: { seconds: 10 * MINUTE } };
/** A permission may be on its way, or it may never come. */
const slowly: Retry = { least: 30, first: 2 * MINUTE, cap: 15 * MINUTE, patience: { attempts: 4 } };

/** The whole table: every cause has a retry that fits it and an end that somebody sees. */
export const causes: Readonly<Record<Cause, CausePolicy>> = {
  throttled: {
    sentence: 'AWS asks us to slow down; it is tried again for an hour, nothing needs doing.',
    retry: patiently,
    ends: 'dead-letter',
  },
  unavailable: {
    sentence:
      'AWS does not answer properly; it is tried again for an hour, see the AWS Health Dashboard.',
    retry: patiently,
    ends: 'dead-letter',
  },
  timeout: {
    sentence:
      'AWS did not answer in time; it is tried again for an hour, see the AWS Health Dashboard.',
    retry: patiently,
    ends: 'dead-letter',
  },
  conflict: {
    sentence:
      'Somebody else is changing the configuration of the bucket at the same time; find out which tool keeps writing it.',
    retry: briskly,
    ends: 'dead-letter',
  },
  'not-yet-visible': {
    sentence: 'The bucket was created a moment ago and S3 does not show it everywhere yet.',
    retry: briskly,
    ends: 'gone',
  },
  'role-not-ready': {
    sentence:
      'The member role cannot be assumed; check that the member stack set has reached the account and that nobody changed the role.',
    retry: { least: 30, first: 2 * MINUTE, cap: 15 * MINUTE, patience: { seconds: DAY } },
    ends: 'dead-letter',
  },
  'region-disabled': {
    sentence: 'The region is not enabled for the account; enable it, or let no rule ask for it.',
    retry: 'none',
    ends: 'failed',
  },
  'denied-by-policy': {
    sentence:
      'A service or resource control policy of the organization denies the call; exclude the member role from it.',
    retry: slowly,
    ends: 'failed',
  },
  denied: {
    sentence:
      'The member role lacks a permission, or the policy of the bucket denies it; grant what the message names.',
    retry: slowly,
    ends: 'failed',
  },
  'wrong-owner': {
    sentence:
      'The bucket of that name belongs to another account than the event said; nothing was written. Find out who owns the name now.',
    retry: 'none',
    ends: 'failed',
  },
  'too-many-configurations': {
    sentence:
      'The bucket holds 1,000 inventory configurations, the most that S3 allows; its owner must remove one.',
    retry: 'none',
    ends: 'failed',
  },
  rejected: {
    sentence: 'S3 does not accept what the mandate asks for; correct the rule in the mandate.',
    retry: 'none',
    ends: 'failed',
  },
  'destination-invalid': {
    sentence:
      'S3 does not accept the destination or its key; correct it in the mandate, or create it in the destination account.',
    retry: 'none',
    ends: 'failed',
  },
  'wrong-region': {
    sentence: 'The bucket is in another region than the event said, and S3 does not say in which.',
    retry: 'none',
    ends: 'failed',
  },
  'malformed-message': {
    sentence:
      'The message cannot be trusted or understood; look at the dead letter, and at who may send to the queue.',
    retry: 'none',
    ends: 'dead-letter',
  },
  undelivered: {
    sentence:
      'EventBridge could not bring the event to the work queue; `stocktake doctor` looks at the rule, the queue and its policy.',
    retry: 'none',
    ends: 'dead-letter',
  },
  unreadable: {
    sentence:
      'The mandate, the organization, the ledger or the emergency stop cannot be read; nothing is written until they can.',
    retry: patiently,
    ends: 'dead-letter',
  },
  halted: {
    sentence: 'Corrections are halted; `stocktake resume` lifts it.',
    // At most 40 seconds a hop: after a resume everybody is back within 75, queue and parameter cache included.
    retry: { least: 30, first: 40, cap: 40, patience: 'endless' },
    ends: 'dead-letter',
  },
  unexpected: {
    sentence:
      'Something happened that Stocktake does not know; it is most likely a bug of Stocktake.',
    retry: { least: 5, first: 30, cap: 5 * MINUTE, patience: { attempts: 3 } },
    ends: 'dead-letter',
  },
};

/** Whether a text, as it comes out of a message or the ledger, names a cause. */
export function isCause(text: string): text is Cause {
  return Object.hasOwn(causes, text);
}
