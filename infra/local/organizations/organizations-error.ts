import { AwsError } from '../service.ts';

/** Organizations' refusals, with its texts. All are HTTP 400. Source: AWS facts E. */
const texts = {
  AccessDeniedException: "You don't have permissions to access this resource.",
  AccountNotFoundException: "You specified an account that doesn't exist.",
  ChildNotFoundException: "You specified a child that doesn't exist.",
  ConstraintViolationException: "You can't do that to the management account.",
  DestinationParentNotFoundException: "You specified a destination parent that doesn't exist.",
  DuplicateAccountException: 'The account is already in the destination parent.',
  OrganizationalUnitNotFoundException: "You specified an organizational unit that doesn't exist.",
  ParentNotFoundException: "You specified a parent that doesn't exist.",
  SourceParentNotFoundException: "You specified a source parent that doesn't exist.",
  TargetNotFoundException: "You specified a target that doesn't exist.",
} as const;

/** A refusal in Organizations' own words. */
export function organizationsError(code: keyof typeof texts): AwsError {
  return new AwsError(code, texts[code]);
}

/** An input that cannot be; `reason` is one of Organizations' own, such as `INVALID_NEXT_TOKEN`. */
export function invalidInput(reason: string, message: string): AwsError {
  return new AwsError('InvalidInputException', message, { fields: { Reason: reason } });
}
