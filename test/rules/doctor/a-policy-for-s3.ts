interface Allowed {
  readonly action?: string;
  readonly resource?: string;
}

/** A policy that lets S3 do something under a condition. */
export function policy(
  Condition: object,
  { action = 's3:PutObject', resource = 'arn:aws:s3:::reports/*' }: Allowed = {},
): string {
  const Principal = { Service: 's3.amazonaws.com' };
  return JSON.stringify({
    Statement: [{ Effect: 'Allow', Principal, Action: action, Resource: resource, Condition }],
  });
}

/** A condition that our organization meets. */
export const organization = { StringEquals: { 'aws:SourceOrgID': 'o-stocktake1' } };

/** A condition that some accounts meet. */
export function listed(...accounts: readonly string[]): object {
  return { StringEquals: { 'aws:SourceAccount': accounts } };
}
