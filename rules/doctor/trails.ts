import { asAccount } from './commands.ts';
import { type Fault, type Place, type Verdict, verdictOf } from './gap.ts';
import { type Looked, notSeen } from './looked.ts';

export interface Trail {
  readonly name: string;
  /** Who made it, and where. */
  readonly home: Required<Place>;
  readonly facts: Looked<TrailFacts>;
}

export interface TrailFacts {
  readonly isLogging: boolean;
  readonly basic: readonly BasicSelector[];
  /** Each is met when all of its fields are. */
  readonly advanced: readonly (readonly FieldSelector[])[];
}

interface BasicSelector {
  readonly readWrite: string;
  readonly hasManagementEvents: boolean;
}

interface FieldSelector {
  readonly field: string;
  /** Absent for a selector that says it in another way. */
  readonly equals?: readonly string[] | undefined;
  readonly notEquals?: readonly string[] | undefined;
}

/**
 * Whether some trail records writes in a place: without one EventBridge hears of no call (AWS facts C.0).
 * One that is good is enough, whatever the others are.
 */
export function judgeTrails(place: Required<Place>, looked: Looked<readonly Trail[]>): Verdict {
  const subject = { check: 'trail', what: 'the trails', ...place } as const;
  if (looked.refused) return notSeen(subject, looked.refused);
  const trails = looked.seen;
  const seen = trails.flatMap(({ facts, ...trail }) =>
    facts.seen ? [{ ...trail, ...facts.seen }] : [],
  );
  if (seen.some((trail) => trail.isLogging && recordsWrites(trail))) return verdictOf(subject, []);
  const hidden = trails.find(({ facts }) => facts.refused);
  if (hidden?.facts.refused)
    return notSeen({ ...subject, what: `the trail ${hidden.name}` }, hidden.facts.refused);
  return verdictOf(subject, [faultOf(seen)]);
}

interface SeenTrail extends TrailFacts, Omit<Trail, 'facts'> {}

function faultOf(seen: readonly SeenTrail[]): Fault {
  const [first] = seen;
  if (!first)
    return {
      found: 'no trail: EventBridge hears of no call there',
      fix: 'make a trail of the organization for all regions, with credentials of the management account: aws cloudtrail create-trail --is-organization-trail --is-multi-region-trail --name … --s3-bucket-name …, and then aws cloudtrail start-logging --name …',
    };
  const logging = seen.find((trail) => trail.isLogging);
  if (!logging)
    return { found: 'no trail is logging there', fix: onTrail(first, 'start-logging', '--name') };
  const record = `${onTrail(logging, 'put-event-selectors', '--trail-name')} --event-selectors '${everything}'`;
  return {
    found: 'no trail that logs there records management events that write',
    fix: `this replaces the selectors of the trail, so add those that are to stay; ${record}`,
  };
}

const everything = JSON.stringify([{ ReadWriteType: 'All', IncludeManagementEvents: true }]);

/** A trail is changed by the account that made it, in the region where it did. */
function onTrail({ name, home }: SeenTrail, operation: string, flag: string): string {
  const { account, region } = home;
  return asAccount(account, `aws cloudtrail ${operation} --region ${region} ${flag} ${name}`);
}

function recordsWrites({ basic, advanced }: TrailFacts): boolean {
  return (
    basic.some(
      ({ readWrite, hasManagementEvents }) => hasManagementEvents && readWrite !== 'ReadOnly',
    ) || advanced.some(takesWritesOfS3)
  );
}

/** What the calls on buckets are, by the fields of a selector. */
const call: Readonly<Record<string, string>> = {
  eventCategory: 'Management',
  readOnly: 'false',
  eventSource: 's3.amazonaws.com',
};

/** A selector that narrows by a field that is not known here is not counted on. */
function takesWritesOfS3(fields: readonly FieldSelector[]): boolean {
  const isOfCalls = fields.some(({ field }) => field === 'eventCategory');
  return (
    isOfCalls &&
    fields.every(({ field, equals, notEquals }) => {
      const value = call[field];
      if (value === undefined) return false;
      if (equals) return equals.includes(value);
      return notEquals !== undefined && !notEquals.includes(value);
    })
  );
}
