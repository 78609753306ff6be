import { AwsError } from '../service.ts';

interface KnownError {
  readonly status: number;
  readonly message: string;
}

/** S3's errors with their own texts, full stops included or not as S3 has them (AWS facts A.6). */
const known = {
  AccessDenied: { status: 403, message: 'Access Denied' },
  BucketAlreadyExists: {
    status: 409,
    message:
      'The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.',
  },
  BucketAlreadyOwnedByYou: {
    status: 409,
    message: 'Your previous request to create the named bucket succeeded and you already own it.',
  },
  BucketNotEmpty: { status: 409, message: 'The bucket you tried to delete is not empty' },
  IdMismatch: {
    status: 400,
    message: 'Document ID does not match the specified configuration ID.',
  },
  InvalidBucketName: { status: 400, message: 'The specified bucket is not valid.' },
  InvalidLocationConstraint: {
    status: 400,
    message: 'The specified location-constraint is not valid',
  },
  InvalidTag: { status: 400, message: 'The TagKey you have provided is invalid' },
  MalformedPolicy: {
    status: 400,
    message: "Policies must be valid JSON and the first byte must be '{'",
  },
  MalformedXML: {
    status: 400,
    message:
      'The XML you provided was not well-formed or did not validate against our published schema',
  },
  NoSuchBucket: { status: 404, message: 'The specified bucket does not exist' },
  NoSuchBucketPolicy: { status: 404, message: 'The bucket policy does not exist' },
  NoSuchConfiguration: { status: 404, message: 'The specified configuration does not exist.' },
  NoSuchKey: { status: 404, message: 'The specified key does not exist.' },
  NoSuchTagSet: { status: 404, message: 'The TagSet does not exist' },
  NotImplemented: {
    status: 501,
    message: 'A header you provided implies functionality that is not implemented',
  },
  TooManyConfigurations: {
    status: 400,
    message:
      'You are attempting to create a new configuration but have already reached the 1,000-configuration limit.',
  },
} satisfies Readonly<Record<string, KnownError>>;

/** An error of S3 in its own words. `fields` are further elements of the error document. */
export function s3Error(
  code: keyof typeof known,
  fields: Readonly<Record<string, string>> = {},
): AwsError {
  const { status, message } = known[code];
  return new AwsError(code, message, { status, fields });
}

/** 400 InvalidArgument, which names the argument and its value. */
export function invalidArgument(message: string, name: string, value: string): AwsError {
  const fields = { ArgumentName: name, ArgumentValue: value };
  return new AwsError('InvalidArgument', message, { fields });
}
