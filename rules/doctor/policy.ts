import * as z from 'zod';
import { type Answer, all, answerOf, any, not } from '../answer.ts';
import { type Context, holds } from './condition.ts';
import { isLike } from './like.ts';

// The local organization has a reader of policies as well. It judges our code, so the two share nothing.

/** Who wants to do what. */
export interface Question {
  /** A service (`s3.amazonaws.com`), or the ARN of a role. */
  readonly who: string;
  readonly action: string;
  readonly resource: string;
  readonly context: Context;
}

/** `unclear` when the policy says something that is not understood here and that it hangs on. */
export type Permit = 'allowed' | 'refused' | 'unclear';

const Texts = z.union([z.string().transform((one) => [one]), z.array(z.string())]);

const Values = z
  .union([Texts, z.boolean(), z.number(), z.array(z.union([z.string(), z.boolean(), z.number()]))])
  .transform((values) => [values].flat().map(String));

const Statement = z.object({
  Effect: z.enum(['Allow', 'Deny']),
  Principal: z.union([z.literal('*'), z.record(z.string(), Texts)]).optional(),
  Action: Texts.optional(),
  NotAction: Texts.optional(),
  Resource: Texts.optional(),
  NotResource: Texts.optional(),
  Condition: z.record(z.string(), z.record(z.string(), Values)).default({}),
});
type Statement = z.infer<typeof Statement>;

const Policy = z.object({
  Statement: z.union([Statement.transform((one) => [one]), z.array(Statement)]),
});

/**
 * Whether a resource's policy lets somebody do something, for each question: some statement allows it, and none denies it.
 * It reads no more of IAM's language than that takes, and says so where it does not understand.
 *
 * @param text JSON, as AWS gives it.
 */
export function permits(text: string, questions: readonly Question[]): Permit[] {
  const policy = Policy.safeParse(parse(text));
  return questions.map((question) =>
    policy.success ? permit(policy.data.Statement, question) : 'unclear',
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const meanings = { met: 'allowed', unmet: 'refused', unknown: 'unclear' } as const;

function permit(statements: readonly Statement[], question: Question): Permit {
  const applying = (effect: Statement['Effect']) =>
    any(
      statements
        .filter(({ Effect }) => Effect === effect)
        .map((statement) => applies(statement, question)),
    );
  return meanings[all([applying('Allow'), not(applying('Deny'))])];
}

function applies(statement: Statement, { who, action, resource, context }: Question): Answer {
  const { Principal, Action, NotAction, Resource, NotResource, Condition } = statement;
  return all([
    isNamed(Principal, who),
    isAmong(lowerCase(Action), lowerCase(NotAction), action.toLowerCase()),
    isAmong(Resource, NotResource, resource),
    holds(Condition, context),
  ]);
}

/** Whether `{ AWS: '*' }` means services as well is left open; a principal that is missing is a NotPrincipal. */
function isNamed(principal: Statement['Principal'], who: string): Answer {
  if (principal === undefined) return 'unknown';
  if (principal === '*') return 'met';
  const { Service: services = [], AWS: people = [] } = principal;
  const account = /^arn:[^:]+:iam::(\d{12}):/.exec(who)?.[1];
  if (account === undefined) {
    if (services.includes('*') || services.includes(who)) return 'met';
    return people.includes('*') ? 'unknown' : 'unmet';
  }
  return answerOf(
    people.some((one) => ['*', who, account].includes(one) || one.endsWith(`::${account}:root`)),
  );
}

/** Whether it is one of `these`, or none of `others` where a statement says it so. */
function isAmong(
  these: readonly string[] | undefined,
  others: readonly string[] | undefined,
  one: string,
): Answer {
  if (these) return any(these.map((pattern) => isLike(one, pattern)));
  return others ? not(any(others.map((pattern) => isLike(one, pattern)))) : 'unknown';
}

function lowerCase(texts: readonly string[] | undefined): readonly string[] | undefined {
  return texts?.map((text) => text.toLowerCase());
}
