import type { Fault } from './gap.ts';
import { type Permit, permits } from './policy.ts';
import { unclearFault } from './unclear-fault.ts';

/** How strictly policies are read. */
export interface Scrutiny {
  readonly organizationId: string;
  /** Set where it does not matter whose reports are let in besides ours. */
  readonly mayAdmit?: 'anybody' | undefined;
}

/** What S3 has to be let do for reports to arrive. */
export interface Access extends Scrutiny {
  /** In a sentence: `the policy of the bucket …`. */
  readonly what: string;
  readonly action: string;
  readonly uses: readonly Use[];
}

/** For a report of which account, with which object or key. */
export interface Use {
  readonly source: string;
  readonly resource: string;
}

/** What is wrong with a policy that should let S3 deliver the reports of our accounts, and of nobody else's. */
export function deliveryFaults(policy: string, access: Access): Fault[] {
  const { what, uses, organizationId } = access;
  const needed = neededBy(access);
  const answers = permitsFor(policy, access);
  const lacking = uses.filter((_, at) => answers[at] === 'refused');
  if (lacking.length > 0) {
    const found = `${what} does not let S3 in for ${lackingText(lacking, uses)}`;
    return [{ found, fix: `let it allow ${needed}` }];
  }
  if (answers.includes('unclear')) return [unclearFault(what, needed)];
  if (access.mayAdmit === 'anybody') return [];
  if (!permitsFor(policy, ofStrangers(access)).includes('allowed')) return [];
  return [
    {
      found: `${what} lets S3 in for accounts of nobody we know`,
      fix: `narrow it to aws:SourceOrgID ${organizationId}`,
    },
  ];
}

/** In a sentence, what a policy must allow. */
export function neededBy({ action, organizationId }: Pick<Access, 'action' | 'organizationId'>) {
  return `${action} for s3.amazonaws.com when aws:SourceOrgID is ${organizationId}`;
}

/** What S3 says of itself when it delivers a report. */
function permitsFor(policy: string, { action, organizationId, uses }: Access): Permit[] {
  const questions = uses.map(({ source, resource }) => {
    const context = {
      'aws:sourceorgid': organizationId,
      'aws:sourceaccount': source,
      'aws:sourcearn': `arn:${resource.split(':')[1]}:s3:::some-bucket`,
      'aws:securetransport': 'true',
    };
    return { who: 's3.amazonaws.com', action, resource, context };
  });
  return permits(policy, questions);
}

/** The same for somebody who is not of the organization. */
function ofStrangers(access: Access): Access {
  const resources = new Set(access.uses.map(({ resource }) => resource));
  const uses = [...resources].map((resource) => ({ source: '000000000000', resource }));
  return { ...access, organizationId: 'o-0000000000', uses };
}

/** Whose reports are kept out; and which, when others of the same accounts are let in. */
function lackingText(lacking: readonly Use[], uses: readonly Use[]): string {
  const sources = new Set(lacking.map(({ source }) => source));
  const isAnybody = uses.every(({ source }) => sources.has(source));
  const whose = isAnybody ? 'any account' : someOf(sources);
  const isAll = uses.filter(({ source }) => sources.has(source)).length === lacking.length;
  return isAll ? whose : `${whose} at ${someOf(new Set(lacking.map(({ resource }) => resource)))}`;
}

function someOf(all: ReadonlySet<string>): string {
  const rest = all.size > 1 ? ` and ${all.size - 1} more` : '';
  return `${[...all].slice(0, 1)}${rest}`;
}
