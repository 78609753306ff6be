import * as z from 'zod';
import { type ConditionOperator, conditionOperators, holds } from './policy/condition.ts';
import { isLike } from './policy/wildcard.ts';

/** Who asks for what. Context keys are in lower case: IAM does not tell their cases apart. */
export interface PolicyRequest {
  readonly action: string;
  readonly resource: string;
  readonly principal?: Principal;
  readonly context: Readonly<Record<string, string>>;
}

type Principal =
  | { readonly kind: 'aws'; readonly arn: string; readonly account: string }
  | { readonly kind: 'service'; readonly name: string };

const Value = z.union([z.string(), z.boolean(), z.number()]);

const Texts = z
  .union([z.string(), z.array(z.string())])
  .transform((texts) => (Array.isArray(texts) ? texts : [texts]));

/** YAML and JSON may write `true` where IAM means "true". */
const Values = z
  .union([Value, z.array(Value)])
  .transform((values) => (Array.isArray(values) ? values : [values]).map(String));

const Principals = z
  .union([z.literal('*'), z.strictObject({ AWS: Texts.optional(), Service: Texts.optional() })])
  .transform((principals) => (principals === '*' ? { AWS: ['*'], Service: ['*'] } : principals));

const Statement = z.strictObject({
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Principal: Principals.optional(),
  Action: Texts,
  Resource: Texts.default(['*']),
  Condition: z.partialRecord(z.enum(conditionOperators), z.record(z.string(), Values)).default({}),
});
type Statement = z.infer<typeof Statement>;

const Policy = z.strictObject({
  Version: z.literal('2012-10-17'),
  Statement: z.preprocess(
    (statements) => (Array.isArray(statements) ? statements : [statements]),
    z.array(Statement),
  ),
});
export type Policy = z.infer<typeof Policy>;

/**
 * An IAM policy document, as parsed from JSON.
 *
 * @throws Error one line that names what is unknown: a policy that is not understood must never seem to grant or refuse.
 */
export function readPolicy(document: unknown): Policy {
  const read = Policy.safeParse(document);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new Error(`policy: ${issue?.path.join('.')}: ${issue?.message}`);
}

/** Whether these policies together grant the request: some statement allows it, and none denies it. */
export function grants(policies: readonly Policy[], request: PolicyRequest): boolean {
  const applying = policies
    .flatMap(({ Statement: statements }) => statements)
    .filter((statement) => applies(statement, request));
  return (
    applying.some(({ Effect }) => Effect === 'Allow') &&
    applying.every(({ Effect }) => Effect === 'Allow')
  );
}

function applies(statement: Statement, request: PolicyRequest): boolean {
  return (
    statement.Action.some((action) => isLike(request.action.toLowerCase(), action.toLowerCase())) &&
    statement.Resource.some((resource) => isLike(request.resource, resource)) &&
    names(statement.Principal, request.principal) &&
    Object.entries(statement.Condition).every(([operator, keys]) =>
      holds(operator as ConditionOperator, keys, request.context),
    )
  );
}

/** A role's own policy has no principal, for it speaks of whoever has the role; in one of a resource that admits nobody. */
function names(wanted: Statement['Principal'], principal: Principal | undefined): boolean {
  if (!wanted || !principal) return !wanted && !principal;
  if (principal.kind === 'service') {
    return wanted.Service?.some((name) => name === '*' || name === principal.name) ?? false;
  }
  const { arn, account } = principal;
  const fitting = ['*', arn, account];
  return wanted.AWS?.some((name) => fitting.includes(name) || isRootOf(name, account)) ?? false;
}

/** `arn:aws:iam::111111111111:root` means everyone of the account. */
function isRootOf(name: string, account: string): boolean {
  return name.endsWith(`:iam::${account}:root`);
}
