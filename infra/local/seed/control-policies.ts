import * as z from 'zod';
import { PolicyDocument, strayPart } from '../policy.ts';

const targets =
  'expected a list of root, units like Workloads/Production, and account ids in quotes';

/** FullAWSAccess stays attached everywhere, so that another policy has only what it denies to say. */
const Denials = PolicyDocument.superRefine((policy, context) => {
  for (const [at, { Effect }] of policy.Statement.entries()) {
    if (Effect === 'Deny') continue;
    const message = 'expected Deny: FullAWSAccess is attached everywhere and allows all there is';
    context.addIssue({ code: 'custom', path: ['Statement', at, 'Effect'], message });
  }
  const stray = strayPart(policy);
  if (!stray) return;
  const { at, part, message } = stray;
  context.addIssue({ code: 'custom', path: ['Statement', at, part], message });
});

/** A service control policy as a seed writes it. */
export const ControlPolicyDocument = z.strictObject(
  {
    name: z
      .string({ error: 'expected a name' })
      .min(1, 'expected a name')
      .max(128, 'at most 128 characters'),
    targets: z.array(z.string({ error: targets }), { error: targets }).min(1, targets),
    policy: Denials,
  },
  { error: 'expected a service control policy: name, targets and policy' },
);

interface Members {
  readonly accounts: readonly { readonly id: string; readonly unit: string }[];
  readonly organization: { readonly managementAccount: string };
  readonly hub: { readonly account: string };
  readonly destination: { readonly account: string };
}

/** What policies can be attached to in a seed: the root, every unit that has an account somewhere below it, every account. */
export function attachable({
  accounts,
  organization,
  hub,
  destination,
}: Members): ReadonlySet<string> {
  const { managementAccount } = organization;
  return new Set([
    'root',
    ...accounts.flatMap(({ unit }) => pathsDownTo(unit)),
    ...accounts.map(({ id }) => id),
    ...[managementAccount, hub.account, destination.account],
  ]);
}

/** `A`, `A/B` and `A/B/C` for the last of them. */
function pathsDownTo(unit: string): readonly string[] {
  const names = unit.split('/');
  return names.map((_, at) => names.slice(0, at + 1).join('/')).filter((path) => path !== '');
}
