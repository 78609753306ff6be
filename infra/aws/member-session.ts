import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
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

/** Path and name of the role that only looks, in every account; the hub's settings do not name it. */
export const doctorRole = 'stocktake/stocktake-doctor';

type Provider = (() => Promise<AwsCredentialIdentity>) & { readonly memoized: true };

/**
 * Credentials of a role of `account`, the member role if none is named, from the hub region's own STS endpoint: assumed at first use, shared by all
 * clients of the account, renewed before they expire, one call in flight at a time.
 *
 * The provider throws a KnownFailure `role-not-ready` while the role cannot be assumed: a missing role, a trust policy that
 * does not name us and a service control policy all get the same answer from STS.
 */
export function memberSession(
  cloud: Cloud,
  account: string,
  role: string = cloud.settings.memberRole,
): Provider {
  const arn = arnOf(cloud, account, role);
  const provide = () => cloud.cache.get(keyOf(arn), () => assumeRole(cloud, arn));
  // `memoized` tells the SDK that the remembering is done here: its own would outlive our clock.
  return Object.assign(provide, { memoized: true } as const);
}

/** Lets the next call of the account assume its role anew. */
export function forgetMemberSession(cloud: Cloud, account: string): void {
  cloud.cache.forget(keyOf(arnOf(cloud, account, cloud.settings.memberRole)));
}

function arnOf({ partition }: Cloud, account: string, role: string): string {
  return `arn:${partition}:iam::${account}:role/${role}`;
}

function keyOf(roleArn: string): string {
  return `session ${roleArn}`;
}

async function assumeRole(cloud: Cloud, role: string): Promise<Kept<AwsCredentialIdentity>> {
  const request = new AssumeRoleCommand({
    RoleArn: role,
    RoleSessionName: 'stocktake',
    DurationSeconds: SESSION_SECONDS,
  });
  const answer = await cloud
    .hub(STSClient)
    .send(request)
    .catch((error: unknown) => refuse(error, role));
  const issued = answer.Credentials;
  if (!issued?.AccessKeyId || !issued.SecretAccessKey || !issued.SessionToken) {
    throw new KnownFailure('unavailable', `STS answered without credentials for ${role}`);
  }
  return {
    value: {
      accessKeyId: issued.AccessKeyId,
      secretAccessKey: issued.SecretAccessKey,
      sessionToken: issued.SessionToken,
    },
    until: (issued.Expiration?.getTime() ?? cloud.clock.now() + SHORTEST_MS) - RENEW_BEFORE_MS,
  };
}

function refuse(error: unknown, role: string): never {
  if (errorName(error) !== 'AccessDenied') throw error;
  const message = `${role} cannot be assumed: ${(error as Error).message}`;
  throw new KnownFailure('role-not-ready', message, { cause: error });
}
