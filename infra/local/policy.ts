import * as z from 'zod';
import { troublesWith } from './policy/troubles.ts';

const Value = z.union([z.string(), z.boolean(), z.number()]);

const Texts = z
  .union([z.string(), z.array(z.string())], { error: 'expected a text or a list of texts' })
  .transform((texts) => (Array.isArray(texts) ? texts : [texts]));

/** YAML and JSON may write `true` where IAM means "true". */
const Values = z
  .union([Value, z.array(Value)], { error: 'expected a value or a list of values' })
  .transform((values) => (Array.isArray(values) ? values : [values]).map(String));

const Principals = z
  .union([z.literal('*'), z.strictObject({ AWS: Texts.optional(), Service: Texts.optional() })], {
    error: 'expected "*", or accounts, roles and services under AWS and Service',
  })
  .transform((principals) => (principals === '*' ? { AWS: ['*'], Service: ['*'] } : principals));

const conditions = 'expected conditions, like { StringEquals: { "aws:SourceAccount": "…" } }';
const Conditions = z.record(z.string(), z.record(z.string(), Values, { error: conditions }), {
  error: conditions,
});

const Statement = z
  .strictObject(
    {
      Sid: z.string({ error: 'expected a text' }).optional(),
      Effect: z.enum(['Allow', 'Deny'], { error: 'expected Allow or Deny' }),
      Principal: Principals.optional(),
      Action: Texts.optional(),
      NotAction: Texts.optional(),
      Resource: Texts.optional(),
      NotResource: Texts.optional(),
      Condition: Conditions.default({}),
    },
    expected('a statement: Effect, Action and Resource'),
  )
  .superRefine((statement, context) => {
    for (const { path, message, isAboutKey } of troublesWith(statement)) {
      context.addIssue({ code: 'custom', path: [...path], message, params: { isAboutKey } });
    }
  });
export type Statement = z.infer<typeof Statement>;

/** An IAM policy document as it is written, as far as it is understood here. */
export const PolicyDocument = z.strictObject(
  {
    Version: z.literal('2012-10-17', { error: 'expected "2012-10-17"' }),
    Statement: z.preprocess(
      (statements) => (Array.isArray(statements) ? statements : [statements]),
      z.array(Statement),
    ),
  },
  expected('a policy document: Version and Statement'),
);
export type Policy = z.infer<typeof PolicyDocument>;

/** Keys that are unknown are told as they are. */
function expected(what: string) {
  const error = ({ code }: { readonly code: string }) =>
    code === 'unrecognized_keys' ? undefined : `expected ${what}`;
  return { error };
}

/**
 * An IAM policy document, as parsed from JSON.
 *
 * @throws Error one line that names what is unknown, an operator, a key or a variable of a condition too: a policy that is
 *   not understood must never seem to grant or refuse.
 */
export function readPolicy(document: unknown): Policy {
  const read = PolicyDocument.safeParse(document);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new Error(`policy: ${issue?.path.join('.')}: ${issue?.message}`);
}

/**
 * A policy that speaks of whoever has it: a role's own, a permissions boundary.
 *
 * @throws Error as `readPolicy`, and for what `strayPart` tells.
 */
export function readIdentityPolicy(document: unknown): Policy {
  const policy = readPolicy(document);
  const stray = strayPart(policy);
  if (stray) throw new Error(`policy: Statement.${stray.at}.${stray.part}: ${stray.message}`);
  return policy;
}

/** What IAM does not let a policy say, or leave out, that belongs to a principal. */
export function strayPart({ Statement: statements }: Policy) {
  const named = statements.findIndex(({ Principal }) => Principal);
  if (named >= 0) {
    return { at: named, part: 'Principal', message: 'no principal is named here' } as const;
  }
  const open = statements.findIndex(({ Resource, NotResource }) => !(Resource ?? NotResource));
  if (open < 0) return undefined;
  return { at: open, part: 'Resource', message: 'expected Resource or NotResource' } as const;
}
