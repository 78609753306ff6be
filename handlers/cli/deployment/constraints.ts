import { numeral, type Parameter } from './template.ts';

/** Whether CloudFormation would take a value for a parameter. Of a list every element must be allowed. */
export function isAllowed(value: string, parameter: Parameter): boolean {
  const { Type, AllowedPattern, AllowedValues } = parameter;
  const elements = Type === 'CommaDelimitedList' ? listed(value) : [value];
  const pattern = new RegExp(`^(?:${AllowedPattern ?? '.*'})$`, 's');
  return (
    elements.every((element) => pattern.test(element)) &&
    elements.every((element) => AllowedValues?.includes(element) ?? true) &&
    isNumberInRange(value, parameter)
  );
}

function isNumberInRange(value: string, { Type, MinValue, MaxValue }: Parameter): boolean {
  if (Type !== 'Number') return true;
  const number = numeral.test(value) ? Number(value) : Number.NaN;
  return number >= (MinValue ?? -Infinity) && number <= (MaxValue ?? Infinity);
}

/** The elements of a CommaDelimitedList: CloudFormation trims them. */
export function listed(value: string): readonly string[] {
  return value.split(',').map((element) => element.trim());
}

/** What a parameter takes, in the template's own words if it has any: `12 digits`. */
export function expectation(parameter: Parameter): string {
  const { ConstraintDescription, AllowedValues, AllowedPattern, Type } = parameter;
  if (ConstraintDescription) return ConstraintDescription;
  if (AllowedValues) return `one of ${AllowedValues.join(', ')}`;
  if (Type === 'Number') return numberInRange(parameter);
  return AllowedPattern === undefined ? 'a value' : `what ${AllowedPattern} matches`;
}

function numberInRange({ MinValue, MaxValue }: Parameter): string {
  const least = MinValue === undefined ? [] : [`at least ${MinValue}`];
  const most = MaxValue === undefined ? [] : [`at most ${MaxValue}`];
  return ['a number', [...least, ...most].join(' and ')].filter(Boolean).join(' of ');
}
