import type { WireRequest } from '../wire.ts';

/** Who claims to be calling, which service, and in which region: what a signature's scope says. */
export interface Credential {
  readonly accessKeyId: string;
  readonly region: string;
  /** The signing name; directory buckets' `s3express` is S3. */
  readonly service: string;
  readonly sessionToken?: string | undefined;
}

/**
 * Reads the scope of a request's signature, version 4: `Credential=<key>/<date>/<region>/<service>/aws4_request`.
 * Undefined for a request that is not signed so.
 */
export function credentialOf({ headers }: WireRequest): Credential | undefined {
  const { authorization = '', 'x-amz-security-token': sessionToken } = headers;
  const scope = /^AWS4-HMAC-SHA256 .*?Credential=([^,\s]+)/.exec(authorization)?.[1];
  const [accessKeyId, , region, service, end] = scope?.split('/') ?? [];
  if (!accessKeyId || !region || !service || end !== 'aws4_request') return undefined;
  return {
    accessKeyId,
    region,
    service: service === 's3express' ? 's3' : service,
    sessionToken,
  };
}

/** Whether the signature is in the query, as presigned URLs have it. */
export function isPresigned({ query }: WireRequest): boolean {
  return query.has('X-Amz-Signature') || query.has('X-Amz-Algorithm') || query.has('Signature');
}
