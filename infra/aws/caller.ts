import { GetCallerIdentityCommand, STSClient, type STSClientConfig } from '@aws-sdk/client-sts';
import { systemClock } from '../clock.ts';
import type { CloudOptions } from '../cloud.ts';
import { errorName, KnownFailure } from './failure.ts';
import { briefRetry } from './retry.ts';

/** What a test puts in place of the caller's credentials, the network, time and chance. */
export type Outside = Pick<CloudOptions, 'credentials' | 'requestHandler' | 'clock' | 'random'>;

/** Whoever types the command, as AWS knows them. */
export interface Caller {
  readonly account: string;
  readonly region: string;
  /** Configuration of SDK clients that act as the caller. */
  readonly configuration: ClientConfiguration;
}

type ClientConfiguration = Pick<
  STSClientConfig,
  'region' | 'credentials' | 'requestHandler' | 'retryStrategy'
> & { readonly region: string };

/**
 * Who is calling and where, from the SDK's ordinary chain: environment, profile, single sign-on, instance role.
 * AWS_DEFAULT_REGION counts too, which the other AWS tools read and the SDK does not.
 *
 * @throws KnownFailure `unreadable`, in one line: no region, no credentials, refused ones, no way to AWS.
 */
export async function identifyCaller(
  environment: Readonly<Record<string, string | undefined>>,
  outside: Outside,
): Promise<Caller> {
  const { AWS_REGION, AWS_DEFAULT_REGION, AWS_ENDPOINT_URL } = environment;
  const region = AWS_REGION || AWS_DEFAULT_REGION || (await profileRegion());
  const configuration = { region, ...connection(outside) };
  const answer = await new STSClient(configuration)
    .send(new GetCallerIdentityCommand({}))
    .catch((error: unknown) => refuse(error, AWS_ENDPOINT_URL));
  return { account: answer.Account ?? '', region, configuration };
}

async function profileRegion(): Promise<string> {
  try {
    return await new STSClient({}).config.region();
  } catch (cause) {
    const message = 'no region: set AWS_REGION to the region of the hub, like AWS_REGION=eu-west-1';
    throw new KnownFailure('unreadable', message, { cause });
  }
}

/** A person waits: nobody should for longer than this on a network that swallows packets. */
const patience = {
  connectionTimeout: 2_000,
  requestTimeout: 5_000,
  socketTimeout: 5_000,
  throwOnRequestTimeout: true,
} as const;

function connection({ credentials, requestHandler, clock, random }: Outside) {
  return {
    requestHandler: requestHandler ?? patience,
    retryStrategy: briefRetry(clock ?? systemClock, random ?? Math.random),
    ...(credentials && { credentials }),
  };
}

function refuse(error: unknown, endpoint: string | undefined): never {
  throw new KnownFailure('unreadable', whyNot(error, endpoint), { cause: error });
}

function whyNot(error: unknown, endpoint: string | undefined): string {
  const { message, code } = error as NodeJS.ErrnoException;
  if (errorName(error) === 'CredentialsProviderError')
    return `no AWS credentials: sign in to the hub account, or set AWS_PROFILE (${message})`;
  // A refused connection to a name with several addresses has a code and no message.
  if (code) return `no answer from ${endpoint ?? 'AWS'}: ${message || code}`;
  return `AWS does not accept your credentials: ${message}`;
}
