import * as z from 'zod';
import { notImplemented } from '../gateway/perform.ts';

function text(most: number) {
  return z.string().min(1).max(most, `should NOT be longer than ${most} characters`);
}

/**
 * The AWS Security Finding Format, as far as we use it. Lengths are in UTF-16 units, the strictest way to count characters.
 *
 * Source: https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-findings-format.html
 */
const Format = z.strictObject({
  SchemaVersion: z.literal('2018-10-08'),
  Id: text(512),
  ProductArn: text(2_048),
  GeneratorId: text(512),
  AwsAccountId: z.string().regex(/^\d{12}$/),
  CreatedAt: z.iso.datetime({ offset: true }),
  UpdatedAt: z.iso.datetime({ offset: true }),
  Title: text(256),
  Description: text(1_024),
  FindingProviderFields: z.strictObject({
    Severity: z.strictObject({
      Label: z.enum(['INFORMATIONAL', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL']),
    }),
    Types: z.array(z.string()).max(50),
  }),
  Resources: z
    .array(
      z.strictObject({
        Type: text(256),
        Id: text(512),
        Partition: z.enum(['aws', 'aws-cn', 'aws-us-gov']),
        Region: text(16),
      }),
    )
    .min(1, 'should NOT have fewer than 1 items')
    .max(32, 'should NOT have more than 32 items'),
  Remediation: z.strictObject({ Recommendation: z.strictObject({ Text: text(512) }) }).optional(),
  Compliance: z
    .strictObject({ Status: z.enum(['PASSED', 'WARNING', 'FAILED', 'NOT_AVAILABLE']) })
    .optional(),
  RecordState: z.enum(['ACTIVE', 'ARCHIVED']).optional(),
});

/**
 * What Security Hub has against a finding, in its words; undefined for nothing.
 *
 * @throws AwsError `NotImplemented` for a member that means something to AWS and nothing here.
 */
export function formatTrouble(finding: unknown): string | undefined {
  const [issue] = Format.safeParse(finding).error?.issues ?? [];
  if (!issue) return undefined;
  const place = ['data', ...issue.path].join('.');
  if (issue.code === 'unrecognized_keys') throw notImplemented(`${place}.${issue.keys[0]}`);
  return `Finding does not adhere to Amazon Finding Format. ${place} ${issue.message}.`;
}
