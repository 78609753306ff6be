import * as z from 'zod';
import { KnownFailure } from '../../../infra/aws/failure.ts';
import { readDocument } from '../read-document.ts';
import { plainYaml } from './plain-yaml.ts';

/** How a Number is written. */
export const numeral = /^[+-]?\d+(?:\.\d+)?$/;

const text = z.string({ error: 'text' });
const bound = text.regex(numeral, { error: 'a number' }).transform(Number).exactOptional();

const Parameter = z.object(
  {
    Type: text,
    Default: text.exactOptional(),
    AllowedPattern: text.refine(isPattern, { error: 'a regular expression' }).exactOptional(),
    AllowedValues: z.array(text, { error: 'a list' }).exactOptional(),
    MinValue: bound,
    MaxValue: bound,
    ConstraintDescription: text.exactOptional(),
  },
  { error: 'a parameter with its Type' },
);
export type Parameter = z.infer<typeof Parameter>;

const Rule = z.object(
  {
    Assertions: z.array(
      z.object({ AssertDescription: text.exactOptional() }, { error: 'an assertion' }),
      { error: 'a list of assertions' },
    ),
  },
  { error: 'a rule with its Assertions' },
);

const Template = z.object(
  {
    Parameters: z.record(z.string(), Parameter, {
      error: "a section with the parameters of the hub's template",
    }),
    Rules: z.record(z.string(), Rule, { error: 'a section with rules' }).exactOptional(),
  },
  { error: 'a CloudFormation template with Parameters' },
);
export type Template = z.infer<typeof Template>;

function isPattern(source: string): boolean {
  try {
    return new RegExp(source) instanceof RegExp;
  } catch {
    return false;
  }
}

/**
 * The parameters that a template declares, and what it says when its rules are broken. Nothing else of it is looked at.
 *
 * @throws KnownFailure `unreadable`, in one line.
 */
export async function readTemplate(file: string): Promise<Template> {
  const bytes = await readDocument(file, 'name the template of the hub with --template');
  const read = Template.safeParse(plainYaml(file, new TextDecoder().decode(bytes)));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const place = [file, issue?.path.join('.')].filter(Boolean).join(': ');
  throw new KnownFailure('unreadable', `${place}: expected ${issue?.message}`);
}
