import * as z from 'zod';

/** What an item says. */
export interface OpsItemFacts {
  readonly title: string;
  readonly description: string;
  readonly category: string;
  readonly severity: string;
  readonly source: string;
  readonly resources: readonly string[];
  readonly operationalData: Readonly<
    Record<string, { readonly type: string; readonly value: string }>
  >;
  /** Its deduplication string. */
  readonly dedup: string | undefined;
}

const DATA_BYTES_AT_MOST = 20_480;

const Value = z
  .string()
  .refine((value) => Buffer.byteLength(value) <= DATA_BYTES_AT_MOST, 'more than 20 KB');

/** Source: https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_CreateOpsItem.html and SAM facts E.5. */
const OpsItemInput = z.strictObject({
  title: z.string().min(1).max(1_024),
  description: z.string().min(1).max(2_048),
  category: z.string().min(1).max(64),
  severity: z.string().regex(/^[1-4]$/, 'expected 1 to 4'),
  source: z
    .string()
    .max(128)
    .regex(/^(?!\s*$|aws|amazon|amzn)/, 'empty, or reserved for AWS'),
  resources: z.array(z.string()),
  operationalData: z.record(
    z
      .string()
      .max(128)
      .regex(/^(?!amazon|aws|amzn|ssm)/, 'reserved for AWS'),
    z.strictObject({
      type: z.enum(['String', 'SearchableString']).default('String'),
      value: Value,
    }),
  ),
});

const Dedup = z.strictObject({ dedupString: z.string().min(1) });

/** What the text of a rule says of an item, or why it says nothing. */
export function readOpsItem(text: string): OpsItemFacts | { readonly trouble: string } {
  const read = OpsItemInput.safeParse(jsonOf(text));
  if (!read.success) return { trouble: troubleOf(read.error) };
  const dedup = read.data.operationalData['/aws/dedup'];
  if (!dedup) return { ...read.data, dedup: undefined };
  const parsed = Dedup.safeParse(jsonOf(dedup.value));
  if (parsed.success) return { ...read.data, dedup: parsed.data.dedupString };
  return { trouble: `operationalData./aws/dedup.value: ${troubleOf(parsed.error)}` };
}

function troubleOf({ issues: [issue] }: z.ZodError): string {
  return [issue?.path.join('.'), issue?.message].filter(Boolean).join(': ');
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
