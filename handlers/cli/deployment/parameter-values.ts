import { expectation, isAllowed } from './constraints.ts';
import type { Deploying } from './deploying.ts';
import type { Parameter } from './template.ts';

/** Values of a template's parameters, by name. */
export type Values = ReadonlyMap<string, string>;

/** The values of all parameters, and in one line each what is wrong with those that have none that is allowed. */
export function parameterValues(deploying: Deploying): {
  readonly values: Values;
  readonly faults: readonly string[];
} {
  const found = Object.entries(deploying.template.Parameters).map(
    ([name, parameter]) => [name, parameterValue(name, parameter, deploying)] as const,
  );
  return {
    values: new Map(found.flatMap(([name, one]) => ('value' in one ? [[name, one.value]] : []))),
    faults: found.flatMap(([, one]) => ('fault' in one ? one.fault : [])),
  };
}

function parameterValue(
  name: string,
  parameter: Parameter,
  deploying: Deploying,
): { readonly value: string } | { readonly fault: string } {
  const { file, config } = deploying;
  const given = config?.overrides.findLast(({ key }) => key === name)?.value;
  const value = given ?? parameter.Default;
  if (value === undefined) return { fault: lacking(name, parameter, deploying) };
  if (isAllowed(value, parameter)) return { value };
  const where = given === undefined ? file : config?.file;
  const found = JSON.stringify(value);
  return { fault: `${where}: ${name}: expected ${expectation(parameter)}; found ${found}` };
}

function lacking(name: string, parameter: Parameter, { file, config }: Deploying): string {
  const expected = `expected ${expectation(parameter)}`;
  if (!config) return `${file}: ${name}: ${expected}; found no samconfig that gives it`;
  return `${config.file}: ${name}: ${expected}; found nothing, and no default in ${file}`;
}
