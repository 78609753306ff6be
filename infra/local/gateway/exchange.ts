import type { OperationSchema } from '../codec/operation-schema.ts';
import type { Credential } from '../identity/credential.ts';
import type { Call } from '../service.ts';
import type { WireRequest } from '../wire.ts';
import type { Endpoint } from './endpoint.ts';

/** A request that has found its service, and what is known of it so far. */
export interface Exchange {
  readonly request: WireRequest;
  readonly credential: Credential;
  readonly endpoint: Endpoint;
  readonly requestId: string;
  /** Milliseconds since the epoch, by the organization's clock. */
  readonly at: number;
  operation?: OperationSchema | undefined;
  /** Known once the caller is. */
  call?: Call;
  input: object;
  /** Whether the operation has done its work. */
  isCarriedOut: boolean;
}

interface OfBucket {
  readonly bucket?: string | undefined;
  readonly expectedOwner?: string | undefined;
}

/** The bucket and the expected owner that a call of S3 names. */
export function bucketIn({ credential, input }: Exchange): OfBucket {
  if (credential.service !== 's3') return {};
  return { bucket: textOf(input, 'Bucket'), expectedOwner: textOf(input, 'ExpectedBucketOwner') };
}

function textOf(input: object, member: string): string | undefined {
  const value: unknown = Reflect.get(input, member);
  return typeof value === 'string' ? value : undefined;
}
