import type { PolicyKind, Verdict } from './evaluate.ts';

type Refused = Extract<Verdict, { allowed: false }>;

const names: Readonly<Record<PolicyKind, readonly [article: string, name: string]>> = {
  'service-control': ['a', 'service control policy'],
  resource: ['a', 'resource-based policy'],
  identity: ['an', 'identity-based policy'],
  boundary: ['a', 'permissions boundary'],
};

/**
 * How AWS ends the text of a refusal.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
export function reasonOf({ kind, deniedBy }: Refused, action: string): string {
  const [article, name] = names[kind];
  return deniedBy
    ? `with an explicit deny in ${article} ${name}`
    : `because no ${name} allows the ${action} action`;
}
