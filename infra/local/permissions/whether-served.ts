import type { Policy } from '../policy.ts';
import { evaluate } from './evaluate.ts';
import type { Membership } from './membership.ts';
import { reasonOf } from './reason.ts';
import { requestByService, type Servant, type Wish } from './request.ts';

/** What a service wants of a resource, and the resource's own policies. */
export interface Errand {
  readonly wish: Wish;
  readonly policies: readonly Policy[];
}

/** Why the policies of a resource do not let an AWS service do something, in the words of AWS; undefined where they do. */
export function whyNotServed(
  servant: Servant,
  { wish, policies }: Errand,
  membership: Membership,
): string | undefined {
  const request = requestByService(servant, wish, membership);
  const verdict = evaluate([{ kind: 'resource', policies, mustAllow: true }], request);
  if (verdict.allowed) return undefined;
  const { action, resource } = wish;
  const who = `${servant.service} is not authorized to perform: ${action} on resource: ${resource}`;
  return `${who} ${reasonOf(verdict, action)}`;
}
