import { wholeSeconds } from '../bus-event.ts';
import type { Session } from '../identity/sessions.ts';
import { roleId } from '../identity/unique-id.ts';
import type { Caller } from '../service.ts';

/**
 * Who called, as CloudTrail tells it: an account's administrator as its root user, a session with the role that issued it.
 * The path of a role is in the issuer's ARN, and dropped in the session's (AWS facts C, loop prevention).
 */
export function userIdentity(caller: Caller, session: Session | undefined): object {
  const { account: accountId, arn, accessKeyId } = caller;
  if (!session) return { type: 'Root', principalId: accountId, arn, accountId, accessKeyId };
  const { role, name, startedAt, sourceIdentity } = session;
  const principalId = roleId(role.arn);
  return {
    type: 'AssumedRole',
    principalId: `${principalId}:${name}`,
    arn,
    accountId,
    accessKeyId,
    sessionContext: {
      sessionIssuer: { type: 'Role', principalId, arn: role.arn, accountId, userName: role.name },
      attributes: { creationDate: wholeSeconds(startedAt), mfaAuthenticated: 'false' },
      ...(sourceIdentity && { sourceIdentity }),
    },
  };
}
