import type { Cause } from '../../rules/cause.ts';

/** A failure whose cause is known where it happens, better than AWS's answer tells it. */
export class KnownFailure extends Error {
  readonly known: Failure['cause'];

  constructor(known: Failure['cause'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'KnownFailure';
    this.known = known;
  }
}

/** One answer of AWS (or of the way there), sorted. */
export interface Failure {
  /** Two answers are no failures: the bucket does not exist, or it is of a kind that has no inventories. */
  readonly cause: Cause | 'gone' | 'unsupported';
  /** What AWS said, or we did, in one line. */
  readonly message: string;
  /** Seconds after which AWS asked to be called again. */
  readonly retryAfter?: number;
  /** Of `wrong-region`: where the bucket is, if the answer says. */
  readonly region?: string;
  /** The rule whose configuration was refused, if it was one. */
  readonly rule?: string | undefined;
}

/** Of a session that died before its time: its role was made anew, or its token revoked. */
const staleCredentials: readonly string[] = [
  'ExpiredToken',
  'ExpiredTokenException',
  'InvalidToken',
  'InvalidAccessKeyId',
  'InvalidClientTokenId',
  'UnrecognizedClientException',
];

/** AWS's error names by what they mean to us. Sources: error responses of S3, STS, DynamoDB, SQS, SSM, Organizations. */
const names = {
  gone: ['NoSuchBucket', 'NotFound'],
  throttled: [
    'SlowDown',
    'Throttling',
    'ThrottlingException',
    'TooManyRequestsException',
    'RequestLimitExceeded',
    'ProvisionedThroughputExceededException',
  ],
  // Stale credentials and a skewed clock pass: the session is assumed anew, the SDK corrects the clock.
  unavailable: [
    'InternalError',
    'InternalServerError',
    'ServiceUnavailable',
    'TemporaryRedirect',
    'RequestTimeTooSkewed',
    'SignatureDoesNotMatch',
    ...staleCredentials,
  ],
  timeout: ['TimeoutError', 'AbortError', 'RequestTimeout'],
  conflict: ['OperationAborted'],
  'region-disabled': ['RegionDisabledException', 'IllegalLocationConstraintException'],
  'too-many-configurations': ['TooManyConfigurations'],
  rejected: [
    'MalformedXML',
    'IdMismatch',
    'InvalidArgument',
    'InvalidBucketName',
    'InvalidBucketOwnerAWSAccountID',
    'NotImplemented',
  ],
  'destination-invalid': ['InvalidS3DestinationBucket'],
  'wrong-region': ['PermanentRedirect', 'AuthorizationHeaderMalformed'],
} satisfies Partial<Record<Cause | 'gone', readonly string[]>>;

const meanings: ReadonlyMap<string, Cause | 'gone'> = new Map(
  Object.entries(names).flatMap(([cause, said]) => said.map((name) => [name, cause as Cause])),
);

interface SdkError extends Error {
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly $response?: { readonly headers?: Readonly<Record<string, string>> };
  readonly code?: string;
  readonly Region?: string;
}

/**
 * The one place where AWS's answers become causes.
 * Switches on the error's name: only a few S3 errors arrive as typed classes.
 */
export function failureOf(thrown: unknown): Failure {
  if (!(thrown instanceof Error)) return { cause: 'unexpected', message: String(thrown) };
  const error: SdkError = thrown;
  const headers = error.$response?.headers ?? {};
  const retryAfter = Number(headers['retry-after']);
  const region = error.Region ?? headers['x-amz-bucket-region'];
  return {
    cause: causeOf(error),
    message: oneLine(error),
    ...(retryAfter > 0 && { retryAfter }),
    ...(region && { region }),
  };
}

/** Whether an answer says that the credentials it was asked with are dead. */
export function isOfStaleCredentials(thrown: unknown): boolean {
  return staleCredentials.includes(errorName(thrown));
}

/** Whether an answer proves that nothing was done. Without an answer, or after an error of AWS's own, nobody knows. */
export function isRefusal(thrown: unknown): boolean {
  const status =
    thrown instanceof Error ? (thrown as SdkError).$metadata?.httpStatusCode : undefined;
  return status !== undefined && status >= 400 && status < 500;
}

/** The error's name as AWS gave it; empty for what is no error. */
export function errorName(thrown: unknown): string {
  return thrown instanceof Error ? thrown.name : '';
}

function causeOf(error: SdkError): Failure['cause'] {
  if (error instanceof KnownFailure) return error.known;
  if (error.name === 'AccessDenied' || error.name === 'AccessDeniedException') return denial(error);
  if (error.name.startsWith('KMS.')) return 'destination-invalid';
  return (
    meanings.get(error.name) ?? byTransport(error) ?? byStatus(error.$metadata?.httpStatusCode)
  );
}

/**
 * S3 names the permission or the policy to callers of the same organization; to a bucket of somebody else, and for a wrong
 * expected owner, it says "Access Denied" and no more. It may be as brief about a permission: `diagnose` finds out.
 */
function denial({ message }: Error): Cause {
  if (/(service|resource) control policy/.test(message)) return 'denied-by-policy';
  return /not authorized to perform/.test(message) ? 'denied' : 'wrong-owner';
}

const socketTrouble =
  /^(ECONNRESET|ECONNREFUSED|EPIPE|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/;

function byTransport({ code }: SdkError): Cause | undefined {
  if (code === 'ETIMEDOUT') return 'timeout';
  return code && socketTrouble.test(code) ? 'unavailable' : undefined;
}

/** For names that AWS adds and answers without a body. */
function byStatus(status: number | undefined): Cause {
  if (status === 301) return 'wrong-region';
  // Nothing but the status: no proof of another owner.
  if (status === 403) return 'denied';
  if (status === 429) return 'throttled';
  return status !== undefined && status >= 500 ? 'unavailable' : 'unexpected';
}

function oneLine(error: Error): string {
  const said = error.message.replaceAll(/\s+/g, ' ').trim();
  return error instanceof KnownFailure ? said : `${error.name}: ${said}`;
}
