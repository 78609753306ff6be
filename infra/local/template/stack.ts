import { createHash } from 'node:crypto';
import { arnOf, type Place, partitionOf } from '../arn.ts';
import type { ResourceDeclaration, Template } from '../template.ts';
import { withGlobals } from './globals.ts';
import { resolve, type Scope } from './intrinsics.ts';
import { type Identity, type Kind, kinds } from './kinds.ts';
import { parameterValues } from './parameter-values.ts';
import { TemplateError } from './template-error.ts';

/** Where and with what a template is deployed. */
export interface StackSettings extends Place {
  readonly stackName: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** Where the organization answers: `http://127.0.0.1:4577`. */
  readonly endpoint: string;
}

/** A resource with everything resolved. */
export interface Resource extends Place {
  /** For messages: template, then path. */
  readonly template: string;
  readonly path: string;
  readonly type: string;
  readonly name: string;
  readonly arn: string | undefined;
  /** What `Ref` gives. */
  readonly ref: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/**
 * The resources of a template in one account and region: those whose condition holds, with no function left in them.
 *
 * @throws TemplateError for an unknown type, function, name or parameter value.
 */
export function resourcesOf(template: Template, settings: StackSettings): readonly Resource[] {
  const lookUp = createLookUp(template, settings);
  keepRules(template, lookUp);
  return Object.entries(template.resources)
    .filter(([, { Condition }]) => !Condition || lookUp.condition(Condition))
    .map(([id, declaration]) => {
      const { kind, identity } = lookUp.identify(id);
      const path = `Resources.${id}.Properties`;
      const properties = withGlobals(template, declaration);
      return {
        template: template.name,
        path,
        type: declaration.Type,
        account: settings.account,
        region: settings.region,
        name: identity.name,
        arn: kind.attributes.Arn?.(identity),
        ref: kind.ref(identity),
        properties: resolve(properties, lookUp.scope(path)) as Resource['properties'],
      };
    });
}

/** Those of one type. */
export function ofType(resources: readonly Resource[], wanted: string): readonly Resource[] {
  return resources.filter(({ type }) => type === wanted);
}

/** @throws TemplateError in the words of the first assertion that does not hold. */
function keepRules({ name, rules }: Template, lookUp: LookUp): void {
  for (const [rule, { RuleCondition, Assertions }] of Object.entries(rules)) {
    const path = `Rules.${rule}`;
    const scope = lookUp.scope(path);
    const applies = RuleCondition === undefined || resolve(RuleCondition, scope) === true;
    const broken = applies && Assertions.find(({ Assert }) => resolve(Assert, scope) !== true);
    if (broken) throw new TemplateError(name, path, broken.AssertDescription);
  }
}

interface LookUp {
  condition(name: string): boolean;
  identify(id: string): { readonly kind: Kind; readonly identity: Identity };
  scope(path: string): Scope;
}

function createLookUp(template: Template, settings: StackSettings): LookUp {
  const values = new Map<string, unknown>([
    ...parameterValues(template, settings.parameters),
    ...pseudoParameters(settings),
  ]);

  function scope(path: string): Scope {
    const fail = (reason: string) => new TemplateError(template.name, path, reason);
    return {
      fail,
      condition,
      ref(name) {
        if (values.has(name)) return values.get(name);
        const { kind, identity } = referred(name, fail);
        return kind.ref(identity);
      },
      attribute(resource, name) {
        const { kind, identity } = referred(resource, fail);
        const attribute = kind.attributes[name];
        if (!attribute) throw fail(`${resource} has no attribute ${name}`);
        return attribute(identity);
      },
    };
  }

  function referred(id: string, fail: Scope['fail']) {
    const declaration = template.resources[id];
    if (!declaration) throw fail(`there is no ${id} to refer to`);
    const { Condition } = declaration;
    if (!Condition || condition(Condition)) return identify(id);
    throw fail(`${id} is left out: ${Condition} does not hold`);
  }

  function condition(name: string): boolean {
    const path = `Conditions.${name}`;
    if (!(name in template.conditions)) throw new TemplateError(template.name, path, 'missing');
    const holds = resolve(template.conditions[name], scope(path));
    if (typeof holds === 'boolean') return holds;
    throw new TemplateError(template.name, path, 'expected a condition');
  }

  function identify(id: string) {
    const { kind, declaration } = declared(template, id);
    const property = propertyReader(declaration, scope(`Resources.${id}.Properties`));
    const name = property(kind.nameProperty ?? '') ?? generatedName(settings, id);
    const { account, region, endpoint } = settings;
    return { kind, identity: { account, region, endpoint, name, property } };
  }

  return { condition, identify, scope };
}

function declared({ name, resources }: Template, id: string) {
  const declaration = resources[id];
  const kind = declaration && kinds[declaration.Type];
  if (kind) return { kind, declaration };
  const reason = `the local organization does not know ${declaration?.Type}`;
  throw new TemplateError(name, `Resources.${id}`, reason);
}

function propertyReader({ Properties }: ResourceDeclaration, scope: Scope) {
  return (name: string): string | undefined => {
    const value = resolve(Properties[name], scope);
    return value === undefined ? undefined : String(value);
  };
}

function pseudoParameters({ account, region, stackName }: StackSettings): [string, unknown][] {
  const partition = partitionOf(region);
  return [
    ['AWS::AccountId', account],
    ['AWS::Region', region],
    ['AWS::Partition', partition],
    ['AWS::URLSuffix', partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com'],
    ['AWS::StackName', stackName],
    ['AWS::StackId', arnOf('cloudformation', { account, region }, `stack/${stackName}`)],
    ['AWS::NoValue', undefined],
  ];
}

/** As CloudFormation makes them: stack, logical id, and something that no other stack has. */
function generatedName({ stackName, account, region }: StackSettings, id: string): string {
  const hash = createHash('sha256').update(`${account} ${region} ${id}`).digest('hex');
  return `${stackName}-${id}-${hash.slice(0, 12).toUpperCase()}`;
}
