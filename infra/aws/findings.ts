import {
  type AwsSecurityFinding,
  BatchImportFindingsCommand,
  type Partition as KnownPartition,
  SecurityHubClient,
} from '@aws-sdk/client-securityhub';
import type { Finding } from '../../rules/finding.ts';
import type { Cloud, Place } from '../cloud.ts';
import { errorName, isOfStaleCredentials, KnownFailure } from './failure.ts';
import { forgetMemberSession } from './member-session.ts';

/**
 * Imports a finding into the Security Hub of an account and region, as the member role there: with the default product a
 * finding's account must be the caller's (SAM facts E.4). An older one than Security Hub has changes nothing.
 *
 * @returns whether there is a Security Hub: an account may do without.
 * @throws KnownFailure `rejected` when the finding was not taken, which Security Hub answers with 200; Security Hub's errors.
 */
export async function importFinding(
  cloud: Cloud,
  place: Place,
  finding: Finding,
): Promise<'imported' | 'not-enabled'> {
  const request = new BatchImportFindingsCommand({ Findings: [onTheWire(finding)] });
  try {
    const { FailedCount, FailedFindings } = await cloud
      .member(SecurityHubClient, place)
      .send(request);
    if (FailedCount) throw refused(FailedFindings);
    return 'imported';
  } catch (error) {
    if (isNotEnabled(error)) return 'not-enabled';
    if (isOfStaleCredentials(error)) forgetMemberSession(cloud, place.account);
    throw error;
  }
}

/** The SDK wants lists that it might change, and knows three partitions by name. */
function onTheWire(finding: Finding): AwsSecurityFinding {
  const { Resources, FindingProviderFields: fields } = finding;
  const [{ Partition, ...bucket }] = Resources;
  return {
    ...finding,
    FindingProviderFields: { ...fields, Types: [...fields.Types] },
    Resources: [{ ...bucket, Partition: Partition as KnownPartition }],
  };
}

interface Refusal {
  readonly ErrorCode: string | undefined;
  readonly ErrorMessage: string | undefined;
}

function refused([refusal]: readonly Refusal[] = []): KnownFailure {
  const { ErrorCode = '', ErrorMessage = 'it does not say why' } = refusal ?? {};
  const message = `Security Hub refused the finding: ${ErrorCode} ${ErrorMessage}`;
  return new KnownFailure('rejected', message);
}

/** The same name stands for other refusals as well. */
function isNotEnabled(error: unknown): boolean {
  return (
    errorName(error) === 'InvalidAccessException' &&
    (error as Error).message.includes('not subscribed')
  );
}
