import { bucketArn, partitionOf } from './bucket.ts';
import { causes, isCause } from './cause.ts';
import { incidentKinds } from './incident-kinds.ts';
import type { BucketInventoryOutcome } from './outcome-event.ts';
import { safeText } from './template-safe.ts';

/** Of an outcome event what a finding is made of. */
export type Told = Pick<
  BucketInventoryOutcome,
  'account' | 'region' | 'bucket' | 'state' | 'beforeSince' | 'cause' | 'reason' | 'since'
>;

/**
 * A finding in the AWS Security Finding Format, without what belongs to those who work on it: `Workflow`, `Note`,
 * `VerificationState`, `UserDefinedFields`.
 *
 * Source: https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-findings-format.html
 */
export interface Finding {
  readonly SchemaVersion: '2018-10-08';
  readonly Id: string;
  readonly ProductArn: string;
  readonly GeneratorId: string;
  readonly AwsAccountId: string;
  readonly CreatedAt: string;
  readonly UpdatedAt: string;
  readonly Title: string;
  readonly Description: string;
  readonly FindingProviderFields: {
    readonly Severity: { readonly Label: Label };
    readonly Types: readonly string[];
  };
  readonly Resources: readonly [FoundBucket];
  readonly Remediation: { readonly Recommendation: { readonly Text: string } };
  readonly Compliance: { readonly Status: Compliance };
  readonly RecordState: 'ACTIVE' | 'ARCHIVED';
}

interface FoundBucket {
  readonly Type: 'AwsS3Bucket';
  readonly Id: string;
  readonly Partition: string;
  readonly Region: string;
}

type Label = 'HIGH' | 'MEDIUM' | 'LOW' | 'INFORMATIONAL';
type Compliance = 'PASSED' | 'WARNING' | 'FAILED' | 'NOT_AVAILABLE';

/** The most that Security Hub takes, in characters: never more than a text has UTF-16 units. */
const limits = { title: 256, description: 1_024, recommendation: 512 } as const;

const labels = { security: 'HIGH', error: 'MEDIUM', warning: 'LOW' } as const;

/** What a state says of the bucket; of any other the mandate is content with it, or asks for nothing. */
const compliances: Readonly<Record<string, Compliance>> = {
  failed: 'FAILED',
  drifted: 'WARNING',
  deferred: 'NOT_AVAILABLE',
  undecided: 'NOT_AVAILABLE',
  unsupported: 'NOT_AVAILABLE',
  gone: 'NOT_AVAILABLE',
};

/**
 * What Security Hub is to hear of a bucket that failed, or does so no longer: one finding for each bucket, so that its recovery
 * closes what any of its failures opened. `UpdatedAt` is since when the bucket is as told, so that news told twice or out
 * of order change nothing.
 */
export function findingOf(told: Told): Finding {
  const { account, region, bucket, state, since } = told;
  const partition = partitionOf(region);
  const hasFailed = state === 'failed';
  return {
    SchemaVersion: '2018-10-08',
    Id: `stocktake/${account}/${region}/${bucket}`,
    ProductArn: `arn:${partition}:securityhub:${region}:${account}:product/${account}/default`,
    GeneratorId: `stocktake/${told.cause ?? state}`,
    AwsAccountId: account,
    CreatedAt: hasFailed ? since : (told.beforeSince ?? since),
    UpdatedAt: since,
    Title: safeText(`S3 Inventory should be as mandated on the bucket ${bucket}`, limits.title),
    Description: safeText(hasFailed ? failure(told) : recovery(told), limits.description),
    FindingProviderFields: {
      Severity: { Label: hasFailed ? labelOf(told.cause) : 'INFORMATIONAL' },
      Types: ['Software and Configuration Checks/AWS Security Best Practices'],
    },
    Resources: [bucketIn(partition, told)],
    Remediation: { Recommendation: { Text: safeText(remedy(told), limits.recommendation) } },
    Compliance: { Status: compliances[state] ?? 'PASSED' },
    RecordState: hasFailed ? 'ACTIVE' : 'ARCHIVED',
  };
}

function labelOf(cause = ''): Label {
  return labels[isCause(cause) ? incidentKinds[cause].severity : 'error'];
}

function failure({ bucket, cause = '', reason = '' }: Told): string {
  const what =
    cause === 'wrong-owner'
      ? `Stocktake's ledger has the bucket ${bucket} in this account, which is not its owner.`
      : `The inventories that the mandate demands cannot be put on the bucket ${bucket}.`;
  const sentence = isCause(cause) ? causes[cause].sentence : '';
  return [what, sentence, reason].filter(Boolean).join(' ');
}

function recovery({ bucket, state, since }: Told): string {
  return `The bucket ${bucket} no longer fails: it is ${state} since ${since}.`;
}

function bucketIn(Partition: string, { account, region, bucket }: Told): FoundBucket {
  const Id = bucketArn({ account, region, name: bucket });
  return { Type: 'AwsS3Bucket', Id, Partition, Region: region };
}

function remedy({ account, region, bucket }: Told): string {
  return `With Stocktake's command line: npm run stocktake -- explain ${bucket} --account ${account} --region ${region}`;
}
