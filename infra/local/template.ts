import { LineCounter, parseDocument } from 'yaml';
import * as z from 'zod';
import { shortForms } from './template/short-forms.ts';
import { TemplateError } from './template/template-error.ts';

/** A CloudFormation or SAM template as it is written: functions are there in their long form, nothing is resolved. */
export interface Template {
  /** For messages: `template.yaml`. */
  readonly name: string;
  readonly parameters: Readonly<Record<string, ParameterDeclaration>>;
  readonly conditions: Readonly<Record<string, unknown>>;
  /** What parameters must fulfil together. */
  readonly rules: Readonly<Record<string, RuleDeclaration>>;
  /** What SAM lays under the properties of every function. */
  readonly functionGlobals: Readonly<Record<string, unknown>>;
  readonly resources: Readonly<Record<string, ResourceDeclaration>>;
}

export type ParameterDeclaration = z.infer<typeof ParameterDeclaration>;
export type RuleDeclaration = z.infer<typeof RuleDeclaration>;
export type ResourceDeclaration = z.infer<typeof ResourceDeclaration>;

const Scalar = z.union([z.string(), z.number()]);
const AnyObject = z.record(z.string(), z.unknown());

const ParameterDeclaration = z.strictObject({
  Type: z.enum(['String', 'Number', 'CommaDelimitedList']),
  Default: Scalar.optional(),
  AllowedPattern: z.string().optional(),
  AllowedValues: z.array(Scalar).optional(),
  MinValue: z.number().optional(),
  MaxValue: z.number().optional(),
  Description: z.string().optional(),
  ConstraintDescription: z.string().optional(),
  NoEcho: z.boolean().optional(),
});

const RuleDeclaration = z.strictObject({
  RuleCondition: z.unknown().optional(),
  Assertions: z.array(z.strictObject({ Assert: z.unknown(), AssertDescription: z.string() })),
});

/** Of a resource's attributes only the condition has a meaning here: nothing is ever replaced or deleted. */
const ResourceDeclaration = z.strictObject({
  Type: z.string(),
  Properties: AnyObject.default({}),
  Condition: z.string().optional(),
  DependsOn: z.unknown().optional(),
  DeletionPolicy: z.unknown().optional(),
  UpdateReplacePolicy: z.unknown().optional(),
  Metadata: z.unknown().optional(),
});

const Document = z.strictObject({
  AWSTemplateFormatVersion: z.literal('2010-09-09'),
  Transform: z.literal('AWS::Serverless-2016-10-31').optional(),
  Description: z.string().optional(),
  Metadata: z.unknown().optional(),
  Parameters: z.record(z.string(), ParameterDeclaration).default({}),
  Conditions: z.record(z.string(), z.unknown()).default({}),
  Rules: z.record(z.string(), RuleDeclaration).default({}),
  Globals: z.strictObject({ Function: AnyObject.default({}) }).default({ Function: {} }),
  Resources: z.record(z.string(), ResourceDeclaration),
  Outputs: z.unknown().optional(),
});

/**
 * Reads a template from YAML, CloudFormation's short forms included.
 *
 * @throws TemplateError for anything that is not known here: what is not understood must not seem to be deployed.
 */
export function readTemplate(name: string, text: string): Template {
  const read = Document.safeParse(parseYaml(name, text));
  if (!read.success) throw complaint(name, read.error);
  const { Parameters, Conditions, Rules, Globals, Resources } = read.data;
  return {
    name,
    parameters: Parameters,
    conditions: Conditions,
    rules: Rules,
    functionGlobals: Globals.Function,
    resources: Resources,
  };
}

function parseYaml(name: string, text: string): unknown {
  const lineCounter = new LineCounter();
  const customTags = [...shortForms];
  const yaml = parseDocument(text, { customTags, lineCounter, prettyErrors: false });
  const [trouble] = [...yaml.errors, ...yaml.warnings];
  if (!trouble) return yaml.toJS();
  const { line } = lineCounter.linePos(trouble.pos[0]);
  throw new TemplateError(name, `line ${line}`, trouble.message);
}

function complaint(name: string, error: z.ZodError): TemplateError {
  const [issue] = error.issues;
  return new TemplateError(name, issue?.path.join('.') ?? '', issue?.message ?? 'not readable');
}
