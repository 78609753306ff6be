import type { Cause } from './cause.ts';

/** Who should hear of it first: `security` wakes somebody, a `warning` can wait for the morning. */
export type Severity = 'security' | 'error' | 'warning';

/** What an incident of a cause is. */
export interface IncidentKind {
  /** What is wrong, to be followed by the place: `The member role is missing in account …`. */
  readonly title: string;
  /** Where the root of it is; everything that it hits there is one incident. */
  readonly place: 'account' | 'rule' | 'organization';
  readonly severity: Severity;
  /** Seconds after which it is told although all of it is still being retried. Left out: once somebody's patience is spent. */
  readonly toldAfter?: number;
  /** The next step, as words of a command line; `{account}` `{region}` `{bucket}` `{rule}` stand for what is hit. */
  readonly command: string;
}

const MINUTE = 60;

const explain = 'explain {bucket} --account {account} --region {region}';
const doctor = 'doctor --account {account}';

/** One kind for every cause. Those that end quietly have theirs too: the compiler asks for all of them. */
export const incidentKinds: Readonly<Record<Cause, IncidentKind>> = {
  throttled: {
    title: 'AWS throttles us',
    place: 'account',
    severity: 'warning',
    command: 'redrive --cause throttled --account {account}',
  },
  unavailable: {
    title: 'AWS does not answer properly',
    place: 'organization',
    severity: 'error',
    command: 'redrive --cause unavailable',
  },
  timeout: {
    title: 'AWS does not answer in time',
    place: 'organization',
    severity: 'error',
    command: 'redrive --cause timeout',
  },
  conflict: {
    title: 'Somebody keeps changing inventory configurations',
    place: 'account',
    severity: 'warning',
    command: explain,
  },
  'not-yet-visible': {
    title: 'S3 does not show new buckets',
    place: 'account',
    severity: 'warning',
    command: explain,
  },
  'role-not-ready': {
    title: 'The member role is missing',
    place: 'account',
    severity: 'error',
    toldAfter: 15 * MINUTE,
    command: doctor,
  },
  'region-disabled': {
    title: 'A region is not enabled',
    place: 'account',
    severity: 'warning',
    command: doctor,
  },
  'denied-by-policy': {
    title: 'A policy of the organization denies our calls',
    place: 'account',
    severity: 'error',
    command: explain,
  },
  denied: {
    title: 'A permission is missing',
    place: 'account',
    severity: 'error',
    command: explain,
  },
  'wrong-owner': {
    title: 'A bucket belongs to somebody else',
    place: 'account',
    severity: 'security',
    command: explain,
  },
  'too-many-configurations': {
    title: 'A bucket has no room for another inventory',
    place: 'account',
    severity: 'warning',
    command: explain,
  },
  rejected: {
    title: 'S3 does not accept what the mandate asks for',
    place: 'rule',
    severity: 'error',
    command: explain,
  },
  'destination-invalid': {
    title: 'S3 does not accept the destination',
    place: 'rule',
    severity: 'error',
    command: 'doctor',
  },
  'wrong-region': {
    title: 'A bucket is in no region that S3 names',
    place: 'account',
    severity: 'warning',
    command: explain,
  },
  'malformed-message': {
    title: 'Messages cannot be understood',
    place: 'organization',
    severity: 'security',
    command: 'redrive --cause malformed-message --dry-run',
  },
  undelivered: {
    title: 'Events do not reach the work queue',
    place: 'organization',
    severity: 'error',
    command: 'doctor',
  },
  unreadable: {
    title: 'Stocktake cannot read what it needs',
    place: 'organization',
    severity: 'error',
    toldAfter: 5 * MINUTE,
    command: 'doctor',
  },
  halted: {
    title: 'Corrections are halted',
    place: 'organization',
    severity: 'warning',
    command: 'resume',
  },
  unexpected: {
    title: 'Something happened that Stocktake does not know',
    place: 'organization',
    severity: 'error',
    command: 'redrive --cause unexpected --dry-run',
  },
};
