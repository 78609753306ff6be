import { AssumeRoleCommand, type AssumeRoleCommandOutput, STSClient } from '@aws-sdk/client-sts';
import type { AwsCredentialIdentity } from '@smithy/types';
import type { Kept } from '../cache.ts';
import type { Cloud } from '../cloud.ts';
import { errorName, KnownFailure } from './failure.ts';

/** Role chaining caps a session at one hour. */
const SESSION_SECONDS = 3_600;
/** What we go by if STS does not say when a session ends: its shortest one. */
const SHORTEST_MS = 900_000;
/** Renewed this long before it expires, so that no call is signed with credentials about to die. */
const RENEW_BEFORE_MS = 300_000;
/** A role takes minutes to come: until then every bucket of its account would ask STS in vain. */
const REFUSAL_REMEMBERED_MS = 60_000;

/** Path and name of the role that only looks, in every account; the hub's settings do not name it. */
export const doctorRole = 'stocktake/stocktake-doctor';

interface Refusal {
  readonly refused: string;
}

type Provider = (() => Promise<AwsCredentialIdentity>) & { readonly memoized: true };

/**
 * Credentials of a role of `account`, the member role if none is named, from the hub region's own STS endpoint: assumed at first use, shared by all
 * clients of the account, renewed before they expire, one call in flight at a time.
 *
 * The provider throws a KnownFailure `role-not-ready` while the role cannot be assumed: a missing role, a trust policy that
 * does not name us and a service control policy all get the same answer from STS. It is remembered for a minute; then
 * one caller asks again, and whoever comes meanwhile shares the answer.
 */
export function memberSession(
  cloud: Cloud,
  account: string,
  role: string = cloud.settings.memberRole,
): Provider {
  const arn = arnOf(cloud, account, role);
  const provide = async () => {
    const answer = await cloud.cache.get(keyOf(arn), () => assumeRole(cloud, arn));
    if ('refused' in answer) throw new KnownFailure('role-not-ready', answer.refused);
    return answer;
  };
  // `memoized` tells the SDK that the remembering is done here: its own would outlive our clock.
  return Object.assign(provide, { memoized: true } as const);
}

/** Whether STS has refused the member role of an account within the last minute, so that it is not asked now. */
export async function isMemberRoleRefused(cloud: Cloud, account: string): Promise<boolean> {
  const arn = arnOf(cloud, account, cloud.settings.memberRole);
  const known = await cloud.cache.peek<AwsCredentialIdentity | Refusal>(keyOf(arn));
  return known !== undefined && 'refused' in known;
}

/** Lets the next call of the account assume its role anew, even if it was refused a moment ago. */
export function forgetMemberSession(cloud: Cloud, account: string): void {
  cloud.cache.forget(keyOf(arnOf(cloud, account, cloud.settings.memberRole)));
}

function arnOf({ partition }: Cloud, account: string, role: string): string {
  return `arn:${partition}:iam::${account}:role/${role}`;
}

function keyOf(roleArn: string): string {
  return `session ${roleArn}`;
}

async function assumeRole(
  cloud: Cloud,
  role: string,
): Promise<Kept<AwsCredentialIdentity | Refusal>> {
  const request = new AssumeRoleCommand({
    RoleArn: role,
    RoleSessionName: 'stocktake',
    DurationSeconds: SESSION_SECONDS,
  });
  try {
    const answer = await cloud.hub(STSClient).send(request);
    return sessionOf(answer, cloud, role);
  } catch (error) {
    if (errorName(error) !== 'AccessDenied') throw error;
    const refused = `${role} cannot be assumed: ${(error as Error).message}`;
    return { value: { refused }, until: cloud.clock.now() + REFUSAL_REMEMBERED_MS };
  }
}

function sessionOf(
  { Credentials: issued }: AssumeRoleCommandOutput,
  { clock }: Cloud,
  role: string,
): Kept<AwsCredentialIdentity> {
  if (!issued?.AccessKeyId || !issued.SecretAccessKey || !issued.SessionToken) {
    throw new KnownFailure('unavailable', `STS answered without credentials for ${role}`);
  }
  return {
    value: {
      accessKeyId: issued.AccessKeyId,
      secretAccessKey: issued.SecretAccessKey,
      sessionToken: issued.SessionToken,
    },
    until: (issued.Expiration?.getTime() ?? clock.now() + SHORTEST_MS) - RENEW_BEFORE_MS,
  };
}
