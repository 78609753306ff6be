import { type Cause, causes, isCause } from './cause.ts';
import { type Discovery, discoveries, isDiscovery } from './discovery.ts';

/** What an incident can be of: why runs fail, or what is found out by counting and comparing. */
export type IncidentCause = Cause | Discovery;

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
  /** What it hits, where that is neither a bucket nor a message. */
  readonly hits?: string;
  /** The next step, as words of a command line; `{account}` `{region}` `{bucket}` `{rule}` stand for what is hit. */
  readonly command: string;
}

const MINUTE = 60;

const explain = 'explain {bucket} --account {account} --region {region}';
const doctor = 'doctor --account {account}';

/** One kind for every cause. Those that end quietly have theirs too: the compiler asks for all of them. */
export const incidentKinds: Readonly<Record<IncidentCause, IncidentKind>> = {
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
  'missed-events': {
    title: 'Events do not arrive',
    place: 'organization',
    severity: 'error',
    // One that was on its way while the sweep looked is there by then.
    toldAfter: 15 * MINUTE,
    hits: 'region',
    command: doctor,
  },
  'report-overdue': {
    title: 'Reports do not arrive',
    place: 'rule',
    severity: 'error',
    hits: 'report',
    command: 'doctor',
  },
  'report-wrong': {
    title: 'Reports are not what the mandate asks for',
    place: 'rule',
    severity: 'warning',
    hits: 'report',
    command: explain,
  },
  'counts-differ': {
    title: 'The ledger does not add up with what S3 lists',
    place: 'organization',
    severity: 'error',
    hits: 'region',
    command: 'sweep --account {account}',
  },
  'sweep-held': {
    title: 'A sweep waits for your word',
    place: 'organization',
    severity: 'error',
    hits: 'sweep',
    command: 'plan',
  },
  'exemption-ending': {
    title: 'Exemptions end soon',
    place: 'organization',
    severity: 'warning',
    hits: 'exemption',
    command: 'status',
  },
};

/** What an incident of this cause means and what to do. */
export function meaningOf(cause: IncidentCause): string {
  return isDiscovery(cause) ? discoveries[cause] : causes[cause].sentence;
}

/** Whether a text, as it comes out of the ledger or an event, names what an incident can be of. */
export function isIncidentCause(text: string): text is IncidentCause {
  return isCause(text) || isDiscovery(text);
}
