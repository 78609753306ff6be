import { type Fault, type Subject, type Verdict, verdictOf } from './gap.ts';

/** What was seen, or why nothing could be. A thing that is not there is seen as `undefined`. */
export type Looked<Facts> =
  | { readonly seen: Facts; readonly refused?: undefined }
  | { readonly refused: Refusal; readonly seen?: undefined };

/** AWS's answer to a look that failed. */
export interface Refusal {
  /** By the causes of failures: `denied`, `throttled`, … */
  readonly cause: string;
  /** What AWS said, in one line. */
  readonly message: string;
}

/** The verdict over what was seen. What could not be looked at is a gap of its own: never taken for healthy. */
export function judgeSeen<Facts>(
  subject: Subject,
  looked: Looked<Facts>,
  faultsOf: (facts: Facts) => readonly Fault[],
): Verdict {
  if (looked.refused) return notSeen(subject, looked.refused);
  return verdictOf(subject, faultsOf(looked.seen));
}

/** The verdict over something that AWS did not let us see. */
export function notSeen(subject: Subject, { cause, message }: Refusal): Verdict {
  const found = `${subject.what} could not be looked at: ${message}`;
  const fix = remedies[cause] ?? remedy;
  return couldNotLook(subject, { found, fix });
}

/** The verdict over something that we have no way to see. */
export function couldNotLook(subject: Subject, fault: Fault): Verdict {
  const { gaps } = verdictOf({ ...subject, check: 'could-not-look' }, [fault]);
  return { check: subject.check, gaps };
}

const remedy = 'run stocktake doctor again; if it stays so, look there yourself';

const remedies: Readonly<Record<string, string>> = {
  throttled: 'AWS was busy: run stocktake doctor again in a while, or with --account and --region',
  denied:
    'bring the roles up to date: `sam deploy` of the hub writes the operator role and the stack set stocktake-member-roles; what somebody changed in them by hand it does not notice, and that is to be put back as template.yaml and infra/stacksets/member-roles.yaml say',
  'denied-by-policy':
    "let Stocktake's roles through the service or resource control policy that denies it",
};
