import { describe, expect, test } from '@jest/globals';
import { failureOf, isOfStaleCredentials, KnownFailure } from '../../../infra/aws/failure.ts';

interface Answer {
  readonly name: string;
  readonly message?: string;
  readonly [more: string]: unknown;
}

/** An error as the SDK throws it. */
function anAnswer({ name, message = 'said AWS', ...more }: Answer): Error {
  return Object.assign(new Error(message), { name, ...more });
}

const permission =
  'User: arn:aws:sts::111111111111:assumed-role/stocktake-member/stocktake is not authorized to perform: s3:PutInventoryConfiguration on resource: "arn:aws:s3:::b"';

describe('the cause of an answer', () => {
  test.each([
    [{ name: 'NoSuchBucket' }, 'gone'],
    [{ name: 'SlowDown' }, 'throttled'],
    [{ name: 'TooManyRequestsException' }, 'throttled'],
    [{ name: 'InternalError' }, 'unavailable'],
    [{ name: 'ExpiredToken' }, 'unavailable'],
    [{ name: 'TimeoutError', code: 'ETIMEDOUT' }, 'timeout'],
    [{ name: 'Error', code: 'ECONNREFUSED' }, 'unavailable'],
    [{ name: 'Error', code: 'ETIMEDOUT' }, 'timeout'],
    [{ name: 'OperationAborted' }, 'conflict'],
    [{ name: 'RegionDisabledException' }, 'region-disabled'],
    [{ name: 'TooManyConfigurations' }, 'too-many-configurations'],
    [{ name: 'MalformedXML' }, 'rejected'],
    [{ name: 'InvalidS3DestinationBucket' }, 'destination-invalid'],
    [{ name: 'PermanentRedirect' }, 'wrong-region'],
    [{ name: 'AccessDenied', message: 'Access Denied' }, 'wrong-owner'],
    [
      { name: 'AccessDenied', message: `${permission} because no identity-based policy allows it` },
      'denied',
    ],
    [
      {
        name: 'AccessDenied',
        message: `${permission} with an explicit deny in a service control policy`,
      },
      'denied-by-policy',
    ],
    [
      {
        name: 'AccessDenied',
        message: `${permission} with an explicit deny in a resource control policy`,
      },
      'denied-by-policy',
    ],
    [{ name: 'Unknown', $metadata: { httpStatusCode: 403 } }, 'denied'],
    [{ name: 'InvalidAccessKeyId', $metadata: { httpStatusCode: 403 } }, 'unavailable'],
    [{ name: 'InvalidClientTokenId', $metadata: { httpStatusCode: 403 } }, 'unavailable'],
    [{ name: 'KMS.DisabledException' }, 'destination-invalid'],
    [{ name: 'Unknown', $metadata: { httpStatusCode: 429 } }, 'throttled'],
    [{ name: 'NewServerTrouble', $metadata: { httpStatusCode: 503 } }, 'unavailable'],
    [{ name: 'NewClientTrouble', $metadata: { httpStatusCode: 400 } }, 'unexpected'],
    [{ name: 'TypeError' }, 'unexpected'],
    [{ name: 'constructor' }, 'unexpected'],
  ])('%j is %s', (answer, cause) => {
    expect(failureOf(anAnswer(answer)).cause).toBe(cause);
  });

  test('is the one that was known where it happened', () => {
    const failure = failureOf(new KnownFailure('role-not-ready', 'no such role'));

    expect(failure).toEqual({ cause: 'role-not-ready', message: 'no such role' });
  });

  test('is unexpected for what is no error at all', () => {
    expect(failureOf('boo')).toEqual({ cause: 'unexpected', message: 'boo' });
  });
});

describe('stale credentials', () => {
  test.each([
    ['ExpiredToken', true],
    ['InvalidAccessKeyId', true],
    ['AccessDenied', false],
  ])('%s: %s', (name, stale) => {
    expect(isOfStaleCredentials(anAnswer({ name }))).toBe(stale);
  });
});

describe('what an answer says besides', () => {
  test('stands on one line, with its name', () => {
    const failure = failureOf(anAnswer({ name: 'InternalError', message: 'We\n  encountered\n' }));

    expect(failure.message).toBe('InternalError: We encountered');
  });

  test('is when to come back', () => {
    const $response = { headers: { 'retry-after': '120' } };

    expect(failureOf(anAnswer({ name: 'SlowDown', $response })).retryAfter).toBe(120);
  });

  test.each([
    ['the error document', { name: 'AuthorizationHeaderMalformed', Region: 'us-east-1' }],
    [
      'the header',
      { name: 'PermanentRedirect', $response: { headers: { 'x-amz-bucket-region': 'us-east-1' } } },
    ],
  ])('is where the bucket is, from %s', (_, answer) => {
    expect(failureOf(anAnswer(answer)).region).toBe('us-east-1');
  });
});
