import { AwsError, type Call } from './service.ts';

type Named = readonly [code: string, status: number];

/** How the services name the troubles that they all have. */
interface Dialect {
  readonly expired: Named;
  readonly unknownKey: Named;
  readonly denied: Named;
  readonly suspended: Named;
  readonly regionDisabled: Named;
}

const s3: Dialect = {
  expired: ['ExpiredToken', 400],
  unknownKey: ['InvalidAccessKeyId', 403],
  denied: ['AccessDenied', 403],
  suspended: ['AccountProblem', 403],
  regionDisabled: ['IllegalLocationConstraintException', 400],
};

const query: Dialect = {
  expired: ['ExpiredToken', 403],
  unknownKey: ['InvalidClientTokenId', 403],
  denied: ['AccessDenied', 403],
  suspended: ['OptInRequired', 403],
  regionDisabled: ['RegionDisabledException', 403],
};

const json: Dialect = {
  expired: ['ExpiredTokenException', 403],
  unknownKey: ['UnrecognizedClientException', 403],
  denied: ['AccessDeniedException', 400],
  suspended: ['OptInRequired', 403],
  regionDisabled: ['UnrecognizedClientException', 403],
};

/** Source: AWS facts A.6, E, F and G.4. */
const dialects: ReadonlyMap<string, Dialect> = new Map([
  ['s3', s3],
  ['sts', query],
  ['cloudformation', query],
  ['account', { ...json, denied: ['AccessDeniedException', 403] }],
  ['securityhub', { ...json, denied: ['AccessDeniedException', 403] }],
  ['sns', { ...query, denied: ['AuthorizationError', 403] }],
]);

/** A call with the credentials of a session that is over. */
export function expiredToken(service: string): AwsError {
  return error(dialectOf(service).expired, 'The provided token has expired.');
}

/** A call with an access key that belongs to nobody. */
export function unknownKey(service: string): AwsError {
  const message =
    service === 's3'
      ? 'The AWS Access Key Id you provided does not exist in our records.'
      : 'The security token included in the request is invalid.';
  return error(dialectOf(service).unknownKey, message);
}

/** A call from an account that is suspended or closed. */
export function suspendedAccount(service: string, account: string): AwsError {
  const message = `There is a problem with your AWS account ${account} that prevents the operation from completing successfully.`;
  return error(dialectOf(service).suspended, message);
}

/** A call in a region that the account has not enabled. Source: AWS facts A.6 and F. */
export function regionDisabled(service: string, account: string, region: string): AwsError {
  const message = `The region ${region} is not enabled for the account ${account}.`;
  return error(dialectOf(service).regionDisabled, message);
}

/** A call that is not permitted, in AWS's long text: who, what, on which resource, and why. */
export function accessDenied(
  { service, caller }: Pick<Call, 'service' | 'caller'>,
  { action, resource }: { readonly action: string; readonly resource: string },
  reason: string,
): AwsError {
  const named = service === 's3' ? `"${resource}"` : resource;
  const message = `User: ${caller.arn} is not authorized to perform: ${action} on resource: ${named}`;
  return error(dialectOf(service).denied, `${message} ${reason}`.trim());
}

function dialectOf(service: string): Dialect {
  return dialects.get(service) ?? json;
}

function error([code, status]: Named, message: string): AwsError {
  return new AwsError(code, message, { status });
}
