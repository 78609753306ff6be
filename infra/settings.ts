import * as z from 'zod/mini';

const Name = z.string().check(z.minLength(1));
const REGION = '[a-z]{2,}(-[a-z]+)+-\\d';

/** What the hub's template tells every function: where the ledger, the bus and the queues are. */
const Settings = z.object({
  LEDGER_TABLE: Name,
  HUB_BUS: Name,
  WORK_QUEUE_URL: z.url('expected the URL of a queue'),
  DEAD_LETTER_QUEUE_URL: z.url('expected the URL of a queue'),
  MEMBER_ROLE: Name.check(
    z.regex(/^[^/].*[^/]$/, 'expected path and name, like stocktake/stocktake-member'),
  ),
  ENFORCEMENT_PARAMETER: Name,
  ORGANIZATION_ID: z
    .string()
    .check(z.regex(/^o-[a-z0-9]{10,32}$/, 'expected an id like o-a1b2c3d4e5')),
  AWS_REGION: z
    .string()
    .check(z.regex(new RegExp(`^${REGION}$`), 'expected a region code, like eu-west-1')),
  REGIONS: z.optional(
    z
      .string()
      .check(
        z.regex(
          new RegExp(`^${REGION}(,${REGION})*$`),
          'expected region codes with commas, like eu-west-1,us-east-1',
        ),
      ),
  ),
  TARGET_UNITS: z.optional(z.string()),
  MANDATE_FILE: z.optional(Name),
});

export interface Settings {
  readonly ledgerTable: string;
  readonly hubBus: string;
  readonly workQueueUrl: string;
  readonly deadLetterQueueUrl: string;
  /** Path and name of the role in every member account: `stocktake/stocktake-member`. */
  readonly memberRole: string;
  readonly enforcementParameter: string;
  readonly organizationId: string;
  /** The hub's region. */
  readonly region: string;
  /** Every region whose buckets are governed. Only the sweep is told; a hub of an older version tells nobody. */
  readonly regions?: readonly string[] | undefined;
  /** Ids of the units whose accounts have the member role; absent for the whole organization. Only the sweep is told. */
  readonly targetUnits?: readonly string[] | undefined;
  /** A mandate that replaces the bundled one. */
  readonly mandateFile?: string | undefined;
}

/**
 * The settings of a function, from its environment variables.
 *
 * @throws Error one line that names every variable that is missing or malformed, and what was expected.
 */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const read = Settings.safeParse(environment);
  if (!read.success) throw new Error(`environment: ${read.error.issues.map(complaint).join('; ')}`);
  return {
    ledgerTable: read.data.LEDGER_TABLE,
    hubBus: read.data.HUB_BUS,
    workQueueUrl: read.data.WORK_QUEUE_URL,
    deadLetterQueueUrl: read.data.DEAD_LETTER_QUEUE_URL,
    memberRole: read.data.MEMBER_ROLE,
    enforcementParameter: read.data.ENFORCEMENT_PARAMETER,
    organizationId: read.data.ORGANIZATION_ID,
    region: read.data.AWS_REGION,
    regions: read.data.REGIONS?.split(','),
    targetUnits: read.data.TARGET_UNITS ? read.data.TARGET_UNITS.split(',') : undefined,
    mandateFile: read.data.MANDATE_FILE,
  };
}

function complaint(issue: z.core.$ZodIssue): string {
  const variable = issue.path.join('.');
  if (issue.code === 'invalid_type') return `${variable} is not set`;
  if (issue.code === 'too_small') return `${variable} is empty`;
  return `${variable}: ${issue.message}`;
}
