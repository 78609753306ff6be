import type { ResourceDeclaration, Template } from '../template.ts';

type Properties = Readonly<Record<string, unknown>>;

/** The properties of a resource; those of a SAM function are laid over the template's globals, map by map. */
export function withGlobals(
  { functionGlobals }: Pick<Template, 'functionGlobals'>,
  { Type, Properties: own }: Pick<ResourceDeclaration, 'Type' | 'Properties'>,
): Properties {
  return Type === 'AWS::Serverless::Function' ? layOver(functionGlobals, own) : own;
}

/** Source: SAM specification, Globals: maps are merged, lists joined, and any other value of the resource wins. */
function layOver(globals: Properties, own: Properties): Properties {
  const merged = Object.entries(own).map(([key, value]) => [key, merge(globals[key], value)]);
  return { ...globals, ...Object.fromEntries(merged) };
}

function merge(global: unknown, own: unknown): unknown {
  if (Array.isArray(global) && Array.isArray(own)) return [...global, ...own];
  return isPlainMap(global) && isPlainMap(own) ? layOver(global, own) : own;
}

/** A function of CloudFormation is one value, whatever it looks like. */
function isPlainMap(value: unknown): value is Properties {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return !Object.keys(value).some((key) => key === 'Ref' || key.startsWith('Fn::'));
}
