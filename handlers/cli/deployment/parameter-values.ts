import type { Values } from './parameter-overrides.ts';
import type { Parameter, Parameters } from './template-parameters.ts';

/** A template with the values that are given to its parameters. */
export interface Deploying {
  /** The template's file. */
  readonly template: string;
  readonly parameters: Parameters;
  /** Where other values than the defaults come from, if anything is there. */
  readonly config?: { readonly file: string; readonly values: Values } | undefined;
}

/** The value of a parameter, or in one line what is wrong with it and where. */
export function parameterValue(
  name: string,
  deploying: Deploying,
): { readonly value: string } | { readonly fault: string } {
  const { template, parameters, config } = deploying;
  const parameter = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
  if (!parameter)
    return { fault: `${template}: ${name}: expected this parameter, as the hub's template has it` };
  const given = config?.values.get(name);
  const value = given ?? parameter.Default;
  if (value === undefined) return { fault: lacking(name, parameter, deploying) };
  if (isAllowed(value, parameter)) return { value };
  const file = given === undefined ? template : config?.file;
  const found = JSON.stringify(value);
  return { fault: `${file}: ${name}: expected ${expectation(parameter)}; found ${found}` };
}

function lacking(name: string, parameter: Parameter, { template, config }: Deploying): string {
  const expected = `expected ${expectation(parameter)}`;
  if (!config) return `${template}: ${name}: ${expected}; found no samconfig that gives it`;
  return `${config.file}: ${name}: ${expected}; found nothing, and no default in ${template}`;
}

function expectation({ ConstraintDescription, AllowedValues, AllowedPattern }: Parameter): string {
  if (ConstraintDescription) return ConstraintDescription;
  if (AllowedValues) return `one of ${AllowedValues.join(', ')}`;
  return AllowedPattern === undefined ? 'a value' : `what ${AllowedPattern} matches`;
}

/** Of a list every element must be allowed, as CloudFormation has it. */
function isAllowed(value: string, { Type, AllowedPattern, AllowedValues }: Parameter): boolean {
  const elements = Type === 'CommaDelimitedList' ? listed(value) : [value];
  const pattern = new RegExp(`^(?:${AllowedPattern ?? '.*'})$`, 's');
  return elements.every(
    (element) => pattern.test(element) && (AllowedValues?.includes(element) ?? true),
  );
}

/** The elements of a CommaDelimitedList: CloudFormation trims them. */
export function listed(value: string): readonly string[] {
  return value.split(',').map((element) => element.trim());
}
