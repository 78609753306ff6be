import { type Fault, type Place, type Verdict, verdictOf } from './gap.ts';
import { type Looked, notSeen } from './looked.ts';

export interface Trail {
  readonly name: string;
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
  const seen = trails.flatMap(({ facts }) => facts.seen ?? []);
  if (seen.some((trail) => trail.isLogging && recordsWrites(trail))) return verdictOf(subject, []);
  const hidden = trails.find(({ facts }) => facts.refused);
  if (hidden?.facts.refused)
    return notSeen({ ...subject, what: `the trail ${hidden.name}` }, hidden.facts.refused);
  return verdictOf(subject, [faultOf(seen)]);
}

function faultOf(seen: readonly TrailFacts[]): Fault {
  if (seen.length === 0)
    return {
      found: 'no trail: EventBridge hears of no call there',
      fix: 'make a trail of the organization for all regions: aws cloudtrail create-trail --is-organization-trail --is-multi-region-trail …',
    };
  if (seen.some((trail) => trail.isLogging))
    return {
      found: 'no trail that logs there records management events that write',
      fix: 'let the trail of the organization record them: aws cloudtrail put-event-selectors --trail-name … with ReadWriteType All and IncludeManagementEvents true',
    };
  return {
    found: 'no trail is logging there',
    fix: 'start the trail of the organization: aws cloudtrail start-logging --name …',
  };
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
