import type { Fault, Place, Verdict } from './gap.ts';
import { judgeSeen, type Looked } from './looked.ts';
import { type Permit, permits } from './policy.ts';
import { repair } from './repair.ts';

/** Whose reports a destination takes. */
export interface Sources {
  readonly organizationId: string;
  readonly accounts: readonly string[];
}

export interface WantedBucket extends Required<Place> {
  readonly name: string;
}

/** Where a bucket of that name was met; `elsewhere` may not be known by name. */
export type BucketFacts = 'here' | { readonly elsewhere: string | undefined };

const REPAIR = repair('stocktake-destination', false);

/** Whether a bucket that the mandate names is in its account and region. */
export function judgeBucket(
  { name, ...place }: WantedBucket,
  looked: Looked<BucketFacts | undefined>,
): Verdict {
  const subject = { check: 'destination-bucket', what: `the bucket ${name}`, ...place } as const;
  return judgeSeen(subject, looked, (facts) => {
    if (facts === 'here') return [];
    if (facts === undefined) return [{ found: `there is no bucket ${name}`, fix: REPAIR }];
    const where = facts.elsewhere ?? 'another region';
    const fix =
      'reports never leave their region: name buckets of their own in the mandate, with {region} in the name';
    return [{ found: `the bucket ${name} is in ${where}`, fix }];
  });
}

/** Whether the bucket's policy takes the reports of every account, and of nobody else's. */
export function judgeBucketPolicy(
  { name, ...place }: WantedBucket,
  looked: Looked<string | undefined>,
  { sources, objectArn }: { readonly sources: Sources; readonly objectArn: string },
): Verdict {
  const what = `the policy of the bucket ${name}`;
  return judgeSeen({ check: 'destination-policy', what, ...place }, looked, (policy) => {
    if (policy === undefined)
      return [{ found: `the bucket ${name} has no policy: no report arrives`, fix: REPAIR }];
    return policyFaults({ policy, what, action: 's3:PutObject', resource: objectArn }, sources);
  });
}

export interface KeyFacts {
  /** `Enabled`, or why it cannot be used. */
  readonly state: string;
  readonly policy: string;
}

export interface WantedKey extends Required<Place> {
  readonly arn: string;
}

/** Whether a key that the mandate names can encrypt the reports of a region. */
export function judgeKey(
  { arn, ...place }: WantedKey,
  looked: Looked<KeyFacts | undefined>,
  sources: Sources,
): Verdict {
  const what = `the key ${arn}`;
  const subject = { check: 'destination-key', what, ...place } as const;
  const keyRegion = arn.split(':')[3];
  return judgeSeen(subject, looked, (key) => {
    const elsewhere = {
      found: `${what} is in ${keyRegion}: S3 encrypts with keys of the bucket's own region`,
      fix: 'name a key for each region in the mandate, with {region} or a rule of its own',
    };
    if (keyRegion !== place.region) return [elsewhere];
    const fix =
      'name a key in the mandate that exists: the stack set stocktake-destination tells its KeyArn';
    if (!key) return [{ found: `${what} does not exist`, fix }];
    const enable = { found: `${what} is ${key.state}`, fix: `aws kms enable-key --key-id ${arn}` };
    return [
      ...(key.state === 'Enabled' ? [] : [enable]),
      ...policyFaults(
        {
          policy: key.policy,
          what: `the policy of ${what}`,
          action: 'kms:GenerateDataKey',
          resource: arn,
        },
        sources,
      ),
    ];
  });
}

interface Asked {
  readonly policy: string;
  readonly what: string;
  readonly action: string;
  readonly resource: string;
}

/** Somebody who is not of the organization. */
const stranger: Sources = { organizationId: 'o-0000000000', accounts: ['000000000000'] };

function policyFaults(asked: Asked, sources: Sources): Fault[] {
  const answers = answersFor(asked, sources);
  const lacking = sources.accounts.filter((_, at) => answers[at] === 'refused');
  const needed = `${asked.action} for s3.amazonaws.com when aws:SourceOrgID is ${sources.organizationId}`;
  if (lacking.length > 0) {
    const whose = lacking.length === sources.accounts.length ? 'any account' : someOf(lacking);
    return [
      { found: `${asked.what} does not let S3 in for ${whose}`, fix: `let it allow ${needed}` },
    ];
  }
  if (answers.includes('unclear'))
    return [
      {
        found: `${asked.what} could not be understood`,
        fix: `look yourself: it must allow ${needed}`,
      },
    ];
  if (!answersFor(asked, stranger).includes('allowed')) return [];
  return [
    {
      found: `${asked.what} lets S3 in for accounts of nobody we know`,
      fix: `narrow it to aws:SourceOrgID ${sources.organizationId}`,
    },
  ];
}

/** What S3 says of itself when it delivers a report, for each account that a report may come from. */
function answersFor(
  { policy, action, resource }: Asked,
  { organizationId, accounts }: Sources,
): Permit[] {
  const partition = resource.split(':')[1];
  const questions = accounts.map((account) => {
    const context = {
      'aws:sourceorgid': organizationId,
      'aws:sourceaccount': account,
      'aws:sourcearn': `arn:${partition}:s3:::some-bucket`,
      'aws:securetransport': 'true',
    };
    return { who: 's3.amazonaws.com', action, resource, context };
  });
  return permits(policy, questions);
}

function someOf(accounts: readonly string[]): string {
  const rest = accounts.length > 1 ? ` and ${accounts.length - 1} more` : '';
  return `${accounts.slice(0, 1)}${rest}`;
}
