import type { Wildcard } from './wildcards.ts';

/** A `*` that is meant. All that an entry says has to hold; what it leaves out may be anything. */
export interface Allowance {
  readonly reason: string;
  /** Where the `*` may stand. */
  readonly parts: readonly Wildcard['in'][];
  /** Of the statement; `Allow` if left out. */
  readonly effect?: 'Allow' | 'Deny';
  /** The type of resource whose policy it is. */
  readonly owner?: string;
  /** What each of the statement's actions has to match. */
  readonly actions?: RegExp;
  /** A key that the statement's condition has to be on. */
  readonly conditionKey?: string;
}

/** An entry that no template needs any more is itself a fault. */
export const wildcardAllowances: readonly Allowance[] = [
  {
    reason: 'a Deny only takes away',
    parts: ['Action', 'Principal', 'Resource'],
    effect: 'Deny',
  },
  {
    reason: 'these calls of Organizations are asked for without a resource',
    parts: ['Resource'],
    actions: /^organizations:(Describe|List)[A-Za-z]+$/,
  },
  {
    reason: 'S3 lists buckets of an account as a whole',
    parts: ['Resource'],
    actions: /^(s3:ListAllMyBuckets|s3express:ListAllMyDirectoryBuckets)$/,
  },
  {
    reason: 'CloudTrail describes the trails of an account as a whole',
    parts: ['Resource'],
    actions: /^cloudtrail:DescribeTrails$/,
  },
  {
    reason: 'X-Ray takes traces without a resource',
    parts: ['Resource'],
    actions: /^xray:(Put(TelemetryRecords|TraceSegments)|GetSampling(Rules|Targets))$/,
  },
  {
    reason: 'CloudWatch delivers the logs of Step Functions without a resource',
    parts: ['Resource'],
    actions:
      /^logs:((Create|Delete|Get|Update)LogDelivery|ListLogDeliveries|PutResourcePolicy|Describe(LogGroups|ResourcePolicies))$/,
  },
  {
    reason: 'OpsCenter has items made of an account as a whole',
    parts: ['Resource'],
    actions: /^ssm:CreateOpsItem$/,
  },
  {
    reason: 'any principal, as long as it belongs to the organization',
    parts: ['Principal'],
    owner: 'AWS::Events::EventBusPolicy',
    conditionKey: 'aws:PrincipalOrgID',
  },
  {
    reason: 'in a key policy * is the key itself',
    parts: ['Resource'],
    owner: 'AWS::KMS::Key',
  },
  {
    reason:
      'the account keeps hold of its key: without kms:* for it nobody could change the policy',
    parts: ['Action'],
    owner: 'AWS::KMS::Key',
    actions: /^kms:\*$/,
  },
];
