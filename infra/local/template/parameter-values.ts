import type { ParameterDeclaration, Template } from '../template.ts';
import { TemplateError } from './template-error.ts';

type Value = string | number | readonly string[];

/**
 * The values of a template's parameters: given ones, else defaults.
 *
 * @throws TemplateError for a value that is missing, superfluous, or not what the template allows.
 */
export function parameterValues(
  { name, parameters }: Template,
  given: Readonly<Record<string, string>>,
): ReadonlyMap<string, Value> {
  const surplus = Object.keys(given).find((key) => !(key in parameters));
  if (surplus) throw new TemplateError(name, `Parameters.${surplus}`, 'no such parameter');
  return new Map(
    Object.entries(parameters).map(([key, declaration]) => {
      const value = given[key] ?? declaration.Default;
      const trouble = troubleWith(declaration, value);
      if (value === undefined || trouble) {
        throw new TemplateError(name, `Parameters.${key}`, trouble ?? 'has no value');
      }
      return [key, typed(declaration, value)];
    }),
  );
}

function troubleWith(declaration: ParameterDeclaration, value: string | number | undefined) {
  if (value === undefined) return undefined;
  const { AllowedPattern, AllowedValues, MinValue = -Infinity, MaxValue = Infinity } = declaration;
  const misfit = AllowedPattern ? misfitOf(declaration, value, AllowedPattern) : undefined;
  if (misfit) return misfit;
  if (AllowedValues && !AllowedValues.map(String).includes(String(value))) {
    return `"${value}" is none of ${AllowedValues.join(', ')}`;
  }
  const isInRange = Number(value) >= MinValue && Number(value) <= MaxValue;
  if (declaration.Type === 'Number' && !isInRange) return `${value} is out of range`;
  return undefined;
}

/** The pattern of a list holds for each of its values. What is expected is said in the template's own words, if it has any. */
function misfitOf(declaration: ParameterDeclaration, value: string | number, pattern: string) {
  const values = [typed(declaration, value)].flat();
  const expression = new RegExp(`^(?:${pattern})$`);
  const misfit = values.find((one) => !expression.test(String(one)));
  if (misfit === undefined) return undefined;
  return `expected ${declaration.ConstraintDescription ?? pattern}; found "${misfit}"`;
}

function typed({ Type }: ParameterDeclaration, value: string | number): Value {
  if (Type === 'Number') return Number(value);
  if (Type === 'String') return String(value);
  return String(value)
    .split(',')
    .map((part) => part.trim());
}
