import type {
  AwsSecurityFinding,
  BatchImportFindingsRequest,
  BatchImportFindingsResponse,
  ImportFindingsError,
} from '@aws-sdk/client-securityhub';
import { arnOf, type Place } from './arn.ts';
import { formatTrouble } from './findings/finding-format.ts';
import { AwsError, type Call, type Operations } from './service.ts';
import { accessDenied } from './service-error.ts';

/** Security Hub of all accounts and regions, as far as it takes findings. */
export interface Findings {
  readonly operations: Operations;
  /** The findings of an account in a region, in the order in which they first came. */
  in(place: Place): readonly AwsSecurityFinding[];
  /** Security Hub is enabled everywhere, until it is not. */
  disable(place: Place): void;
}

const BATCH_AT_MOST = 100;

/** No findings yet. */
export function createFindings(): Findings {
  const byPlace = new Map<string, Map<string, AwsSecurityFinding>>();
  const disabled = new Set<string>();

  function findingsIn(place: Place): Map<string, AwsSecurityFinding> {
    const findings = byPlace.get(keyOf(place)) ?? new Map<string, AwsSecurityFinding>();
    byPlace.set(keyOf(place), findings);
    return findings;
  }

  function batchImport(
    { Findings: all = [] }: BatchImportFindingsRequest,
    call: Call,
  ): BatchImportFindingsResponse {
    const place = { account: call.caller.account, region: call.region };
    if (disabled.has(keyOf(place))) throw notSubscribed(place);
    refuseWrongSize(all);
    for (const finding of all) refuseOtherProduct(finding, place, call);
    const FailedFindings = all.flatMap(failureOf);
    const failed = new Set(FailedFindings.map(({ Id }) => Id));
    const taken = all.filter(({ Id }) => !failed.has(Id));
    for (const finding of taken) take(finding, findingsIn(place));
    return { FailedCount: FailedFindings.length, SuccessCount: taken.length, FailedFindings };
  }

  return {
    operations: { BatchImportFindings: batchImport },
    in: (place) => [...findingsIn(place).values()],
    disable: (place) => void disabled.add(keyOf(place)),
  };
}

function keyOf({ account, region }: Place): string {
  return `${account} ${region}`;
}

function notSubscribed({ account }: Place): AwsError {
  const message = `Account ${account} is not subscribed to AWS Security Hub`;
  return new AwsError('InvalidAccessException', message, { status: 401 });
}

function refuseWrongSize(findings: readonly AwsSecurityFinding[]): void {
  if (findings.length > 0 && findings.length <= BATCH_AT_MOST) return;
  const message = `Invalid parameter 'Findings'. Number of findings must be between 1 and ${BATCH_AT_MOST}.`;
  throw new AwsError('InvalidInputException', message);
}

/** With the default product, an account imports its own findings and no others: SAM facts E.4. */
function refuseOtherProduct(
  { AwsAccountId, ProductArn = '' }: AwsSecurityFinding,
  place: Place,
  call: Call,
): void {
  const { account } = place;
  const own = arnOf('securityhub', place, `product/${account}/default`);
  if (AwsAccountId === account && ProductArn === own) return;
  throw accessDenied(call, { action: 'securityhub:BatchImportFindings', resource: ProductArn }, '');
}

function failureOf(finding: AwsSecurityFinding): ImportFindingsError[] {
  const ErrorMessage = formatTrouble(finding);
  return ErrorMessage ? [{ Id: finding.Id, ErrorCode: 'InvalidInput', ErrorMessage }] : [];
}

/**
 * A finding takes the place of the one with its id if it is the newer one.
 *
 * Source: https://docs.aws.amazon.com/securityhub/latest/userguide/finding-update-batchimportfindings.html
 */
function take(finding: AwsSecurityFinding, findings: Map<string, AwsSecurityFinding>): void {
  const { Id = '', UpdatedAt = '' } = finding;
  const known = findings.get(Id);
  if (known && Date.parse(known.UpdatedAt ?? '') >= Date.parse(UpdatedAt)) return;
  findings.set(Id, finding);
}
