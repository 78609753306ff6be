import { partitionOf } from '../arn.ts';
import type { Directory } from '../organizations/directory.ts';
import type { Regions } from '../regions.ts';
import type { Caller, Ground } from '../service.ts';
import { expiredToken, regionDisabled, suspendedAccount, unknownKey } from '../service-error.ts';
import type { Credential } from './credential.ts';
import type { Session, Sessions } from './sessions.ts';

export interface IdentityWorld {
  readonly ground: Ground;
  readonly directory: Directory;
  readonly sessions: Sessions;
  readonly regions: Pick<Regions, 'isEnabled'>;
}

/**
 * Who a request's credential stands for: a session that STS opened, or the administrator of the account whose twelve digits
 * are in the access key id. Signatures are not verified.
 *
 * @throws AwsError in the service's own words: a key of nobody, a session that is over, a suspended account, a region that
 *   is not enabled.
 */
export function identify(world: IdentityWorld, credential: Credential): Caller {
  const session = world.sessions.find(credential.accessKeyId);
  const caller = session
    ? sessionCaller(world, session, credential)
    : administrator(world, credential);
  if (world.directory.accounts.get(caller.account)?.state !== 'ACTIVE') {
    throw suspendedAccount(credential.service, caller.account);
  }
  refuseOtherRegions(world, credential, caller);
  return caller;
}

/** Services that are the same everywhere are signed for us-east-1, wherever their callers are (AWS facts E). */
const everywhere: readonly string[] = ['organizations', 'account'];

function refuseOtherRegions(
  { regions }: IdentityWorld,
  { service, region }: Credential,
  { account }: Caller,
): void {
  if (regions.isEnabled(account, region) || everywhere.includes(service)) return;
  throw regionDisabled(service, account, region);
}

function sessionCaller(
  { ground }: IdentityWorld,
  session: Session,
  { service, sessionToken, region }: Credential,
): Caller {
  if (sessionToken !== session.sessionToken) throw unknownKey(service);
  if (session.expiresAt <= ground.clock.now()) throw expiredToken(service);
  const { account, name, arn: role } = session.role;
  return {
    account,
    arn: `arn:${partitionOf(region)}:sts::${account}:assumed-role/${name}/${session.name}`,
    role,
    session: session.name,
    accessKeyId: session.accessKeyId,
  };
}

function administrator({ directory }: IdentityWorld, credential: Credential): Caller {
  const { accessKeyId, service, region } = credential;
  const account = /\d{12}/.exec(accessKeyId)?.[0];
  if (account === undefined || !directory.accounts.has(account)) throw unknownKey(service);
  return { account, arn: `arn:${partitionOf(region)}:iam::${account}:root`, accessKeyId };
}
