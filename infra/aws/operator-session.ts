import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import type { AwsCredentialIdentity } from '@smithy/types';
import { partitionOf } from '../../rules/bucket.ts';
import { createCache } from '../cache.ts';
import { type Clock, systemClock } from '../clock.ts';
import type { Caller } from './caller.ts';
import { KnownFailure } from './failure.ts';

/** An hour, because the caller's own credentials may be a role's already, and chaining caps a session there. */
const SESSION_SECONDS = 3_600;
/** Renewed this long before it expires, so that no call is signed with credentials about to die. */
const RENEW_BEFORE_SECONDS = 300;

type Provider = (() => Promise<AwsCredentialIdentity>) & { readonly memoized: true };

/**
 * Credentials of the operator role in the caller's account, from the region's own STS endpoint: shared by all clients,
 * renewed before they expire. The session's name is `stocktake-cli`, so that CloudTrail tells a person's calls from a function's.
 *
 * @param role path and name, `stocktake/stocktake-operator`.
 * The provider throws a KnownFailure `unreadable` when the role cannot be assumed.
 */
export function operatorSession(
  caller: Caller,
  role: string,
  clock: Clock = systemClock,
): Provider {
  const cache = createCache(clock, 1);
  const arn = `arn:${partitionOf(caller.region)}:iam::${caller.account}:role/${role}`;
  const provide = () =>
    cache.get(arn, async () => ({
      value: await assumeRole(caller, arn),
      until: clock.now() + (SESSION_SECONDS - RENEW_BEFORE_SECONDS) * 1_000,
    }));
  // `memoized` tells the SDK that the remembering is done here, once for all clients.
  return Object.assign(provide, { memoized: true } as const);
}

async function assumeRole(
  { configuration }: Caller,
  RoleArn: string,
): Promise<AwsCredentialIdentity> {
  const request = new AssumeRoleCommand({
    RoleArn,
    RoleSessionName: 'stocktake-cli',
    DurationSeconds: SESSION_SECONDS,
  });
  const answer = await new STSClient(configuration)
    .send(request)
    .catch((error: unknown) => refuse(error, RoleArn));
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = answer.Credentials ?? {};
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
  };
}

function refuse(error: unknown, role: string): never {
  const advice = `${role} cannot be assumed: your identity needs sts:AssumeRole on it, and its trust policy must admit you`;
  throw new KnownFailure('unreadable', `${advice} (${(error as Error).message})`, { cause: error });
}
