import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { AwsCredentialIdentity, RetryStrategyV2 } from '@smithy/types';
import { partitionOf } from '../rules/bucket.ts';
import type { Mandate } from '../rules/mandate.ts';
import { doctorRole, memberSession } from './aws/member-session.ts';
import { briefRetry } from './aws/retry.ts';
import { type Cache, createCache } from './cache.ts';
import { type Clock, type Random, systemClock } from './clock.ts';
import { loadMandate } from './mandate.ts';
import type { Settings } from './settings.ts';

/** The world, as far as our code can reach it. The only seam: everything that touches AWS takes one as its first argument. */
export interface Cloud {
  readonly settings: Settings;
  /** `aws`, `aws-cn` or `aws-us-gov`: that of the hub's region. */
  readonly partition: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly cache: Cache;
  /** The mandate in force. Throws a KnownFailure `unreadable` while it cannot be read. */
  readonly mandate: () => Promise<Mandate>;
  /** The hub's own client of this kind, made once. */
  hub<Client extends object>(kind: ClientKind<Client>, region?: string): Client;
  /** A client that acts as the member role of an account, in a region. */
  member<Client extends object>(kind: ClientKind<Client>, place: Place): Client;
  /** A client that acts as the role that only looks, `stocktake-doctor`. People may become it, and the sweep. */
  doctor<Client extends object>(kind: ClientKind<Client>, place: Place): Client;
}

export interface Place {
  readonly account: string;
  readonly region: string;
}

/** Where, and as whom. */
interface Seat extends Place {
  readonly role: string;
}

export interface CloudOptions {
  readonly settings: Settings;
  /** The hub's credentials; left out, the SDK's ordinary chain finds them. */
  readonly credentials?: AwsCredentialIdentity | (() => Promise<AwsCredentialIdentity>);
  /** The seam: whatever carries requests. Left out, they go to AWS over HTTPS. */
  readonly requestHandler?: Transport;
  readonly clock?: Clock;
  readonly random?: Random;
}

/** What an SDK client accepts as its `requestHandler`. */
export type Transport = Pick<
  NodeHttpHandler,
  'handle' | 'metadata' | 'updateHttpClientConfig' | 'httpHandlerConfigs'
>;

type ClientKind<Client> = new (configuration: ClientConfiguration) => Client;

interface ClientConfiguration {
  readonly region: string;
  readonly requestHandler: Transport;
  readonly retryStrategy: RetryStrategyV2;
  readonly credentials?: AwsCredentialIdentity | (() => Promise<AwsCredentialIdentity>);
  /** Of S3 alone. */
  readonly disableS3ExpressSessionAuth: true;
}

/** Enough for the accounts of a busy hour; a client costs about 20 KB and half a millisecond. */
const CLIENTS_AT_MOST = 500;
const ANSWERS_AT_MOST = 5_000;

/**
 * Real SDK clients by account and region, over one transport.
 *
 * A single hanging call must not take a batch along, so a connection has 2 s and an answer 5 s, and both throw.
 */
export function connectCloud(options: CloudOptions): Cloud {
  const { settings, clock = systemClock, random = Math.random } = options;
  const requestHandler = options.requestHandler ?? overHttps();
  const shelves = new Map<unknown, Map<string, object>>();

  function client<Client extends object>(kind: ClientKind<Client>, place: Partial<Seat>): Client {
    const shelf = shelves.get(kind) ?? new Map<string, object>();
    shelves.set(kind, shelf);
    const key = `${place.account} ${place.region} ${place.role}`;
    const made = (shelf.get(key) as Client | undefined) ?? new kind(configuration(place));
    shelf.delete(key);
    shelf.set(key, made);
    forgetOldest(shelf);
    return made;
  }

  function configuration({
    account,
    region = settings.region,
    role,
  }: Partial<Seat>): ClientConfiguration {
    const credentials = account ? memberSession(cloud, account, role) : options.credentials;
    const retryStrategy = briefRetry(clock, random);
    return {
      region,
      requestHandler,
      retryStrategy,
      ...(credentials && { credentials }),
      // We never touch objects. Behind an endpoint of somebody's own the SDK would ask for a session all the same.
      disableS3ExpressSessionAuth: true,
    };
  }

  const cloud: Cloud = {
    settings,
    partition: partitionOf(settings.region),
    clock,
    random,
    cache: createCache(clock, ANSWERS_AT_MOST),
    mandate: once(() => loadMandate(settings.mandateFile)),
    hub: (kind, region = settings.region) => client(kind, { region }),
    member: client,
    doctor: (kind, place) => client(kind, { ...place, role: doctorRole }),
  };
  return cloud;
}

function overHttps(): Transport {
  return new NodeHttpHandler({
    connectionTimeout: 2_000,
    requestTimeout: 5_000,
    // A request timeout ends with the headers of the answer: this one covers a body that stalls.
    socketTimeout: 5_000,
    throwOnRequestTimeout: true,
  });
}

/** A Map keeps the order of insertion, and what is used is inserted anew: the first has waited longest. */
function forgetOldest(shelf: Map<string, object>): void {
  const oldest = shelf.keys().next().value;
  if (shelf.size > CLIENTS_AT_MOST && oldest !== undefined) shelf.delete(oldest);
}

/** Remembers a success for good and a failure not at all. */
function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined;
  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
}
