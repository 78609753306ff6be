import * as z from 'zod';
import { bucketNameFault } from './bucket-name.ts';
import { hasWildcard } from './glob.ts';
import { DestinationOverlay } from './mandate-schema.ts';
import { expand } from './placeholder.ts';
import type { Complaint } from './problem.ts';
import type { Path } from './yaml-tree.ts';

/**
 * Checks what the mandate's destination and a rule's make together: account and bucket must be there, and the bucket's
 * name must be a valid one in every region that the rule can be about. Parts with other mistakes are passed over.
 */
export function checkDestinations(document: unknown): readonly Complaint[] {
  const { destination, rules } = Parts.parse(document);
  const base = destination === undefined ? {} : Written.safeParse(destination).data;
  if (!base) return [];
  const complaints = rules.flatMap((rule, index) =>
    checkRule(destination === undefined ? base : { ...saidAlready, ...base }, rule, [
      'rules',
      index,
    ]),
  );
  return withoutRepeats(complaints);
}

const RulePart = z
  .object({
    id: z.string().catch('rule'),
    destination: z.unknown().optional(),
    where: z.object({ regions: z.array(z.string()).catch([]) }).catch({ regions: [] }),
  })
  .catch({ id: 'rule', destination: undefined, where: { regions: [] } });
type RulePart = z.infer<typeof RulePart>;

const Parts = z
  .object({ destination: z.unknown().optional(), rules: z.array(RulePart).catch([]) })
  .catch({ destination: undefined, rules: [] });

/** Whatever is written there, right or wrong: a mistake in one key must not hide one in another. */
const Written = z.object({ account: z.unknown(), bucket: z.unknown() }).partial();
type Written = z.infer<typeof Written>;

/** What the mandate's own destination lacks is said there, by the schema. */
const saidAlready: Written = { account: null, bucket: null };

function checkRule(base: Written, rule: RulePart, path: Path): Complaint[] {
  if (rule.destination === undefined) return checkMerged(base, rule, { path, inherited: true });
  const overlay = Written.safeParse(rule.destination).data;
  if (!overlay) return [];
  const place = { path: [...path, 'destination'], inherited: overlay.bucket === undefined };
  return checkMerged({ ...base, ...overlay }, rule, place);
}

interface Place {
  /** Where the rule says something about its destination, or the rule itself when it does not. */
  readonly path: Path;
  /** Whether the name of the bucket is the mandate's. */
  readonly inherited: boolean;
}

function checkMerged(
  { account, bucket }: Written,
  rule: RulePart,
  { path, inherited }: Place,
): Complaint[] {
  if (account === undefined) return [lacking('account', path)];
  if (bucket === undefined) return [lacking('bucket', path)];
  const template = DestinationOverlay.safeParse({ bucket }).data?.bucket;
  const fault = template === undefined ? undefined : nameFault(template, rule);
  const written = inherited ? ['destination', 'bucket'] : [...path, 'bucket'];
  return fault === undefined ? [] : [{ path: written, about: 'value', message: fault }];
}

function lacking(key: string, path: Path): Complaint {
  const message = `expected a destination with the key "${key}", here or at the top of the mandate`;
  return { path, about: 'value', message };
}

/** The shortest and one of the longest names that AWS has given to regions. */
const SHORT_AND_LONG = ['us-east-1', 'ap-southeast-2'];

function nameFault(template: string, { id, where }: RulePart): string | undefined {
  const named = where.regions.length > 0 && !where.regions.some(hasWildcard);
  for (const region of named ? where.regions : SHORT_AND_LONG) {
    const name = expand(template, { account: '111111111111', region, name: 'abc' }, id);
    const fault = bucketNameFault(name);
    if (fault)
      return `expected a valid bucket name; found ${JSON.stringify(name)} in ${region}: ${fault}`;
  }
  return undefined;
}

/** What is wrong with the mandate's own destination is wrong for every rule, and said once. */
function withoutRepeats(complaints: readonly Complaint[]): readonly Complaint[] {
  const byPlace = new Map(complaints.map((complaint) => [complaint.path.join('/'), complaint]));
  return [...byPlace.values()];
}
