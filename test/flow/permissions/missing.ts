import { expect, test } from '@jest/globals';
import { exercise } from './exercise.ts';
import type { PolicyPart } from './policy-parts.ts';

/** Parts that no work of ours can miss, and where else they are proven. */
const unmissed: readonly { readonly why: string; matches(part: PolicyPart): boolean }[] = [
  {
    why: 'it only denies: see "plain HTTP" in test/infra/local/deployment.test.ts',
    matches: ({ statement }) => statement === 'TlsOnly',
  },
  {
    why: 'a sweep looks why a report is overdue by days: see "as the doctor" in test/flow/sweep-machine.test.ts',
    matches: ({ name }) =>
      /(SweepRole ActInMembers|DoctorRole).*stocktake-(doctor|sweep)/.test(name),
  },
  {
    why: 'a sweep buries nothing but what it meets of an account that leaves between survey and correction',
    matches: ({ name }) => /(SweepRole DeferAndBury|SendBackAndBury).*DeadLetterQueue/.test(name),
  },
  {
    why: 'it is the account’s hold on the key of its alerts: without it nobody could change its policy',
    matches: ({ resource, statement }) => resource === 'AlertKey' && statement === 'Administration',
  },
];

/** A test for each part: without it, somebody is refused, in words that name the action. A part that nobody misses is one too many. */
export function eachIsMissed(parts: readonly PolicyPart[]): void {
  const needed = parts.filter((part) => !unmissed.some(({ matches }) => matches(part)));
  test.each(needed.map((part) => [part.name, part] as const))('%s', async (_name, part) => {
    const missesIt = (text: string) => part.actions.some((action) => names(text, action));
    const refusals = await exercise({ templates: part.without() }, (all) => all.some(missesIt));

    expect(refusals.filter(missesIt)).not.toEqual([]);
  });
}

/** Lambda names a call without its service; CloudFormation says what its caller is not, instead of what it may not. */
function names(text: string, action: string): boolean {
  const [service, call = ''] = action.split(':');
  if (action === 'organizations:ListDelegatedAdministrators')
    return text.includes('Account used is not a delegated administrator');
  if (call === '*') return text.includes(`perform: ${service}:`);
  return (
    text.includes(`perform: ${action} on `) || text.includes(`permissions to call ${call} on `)
  );
}
