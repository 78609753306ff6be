import { type ConditionKey, conditionKey, type RequestContext } from './condition-keys.ts';

const known = [
  'aws:principalaccount',
  'aws:principalarn',
  'aws:principalorgid',
  'aws:requestedregion',
  'aws:resourceaccount',
  'aws:resourceorgid',
  'aws:sourceaccount',
  'aws:sourceorgid',
  's3:resourceaccount',
] as const satisfies readonly ConditionKey[];

/** The keys that may stand as variables: those of one value that nobody can write a wildcard into. */
const variables: ReadonlySet<string> = new Set(known);

/** The first variable of a text that is not known here, as it is written: `${aws:username}`. */
export function unknownVariable(text: string): string | undefined {
  const used = text.match(/\$\{[^}]*\}?/g) ?? [];
  return used.find((variable) => !variables.has(variable.slice(2, -1).toLowerCase()));
}

/** Policy variables: `${aws:PrincipalAccount}` stands for the request's own value. Without one it is no more than a text. */
export function fillIn(text: string, context: RequestContext): string {
  return text.replace(/\$\{([^}]+)\}/g, (variable, name: string) => {
    const key = conditionKey(name);
    const value = key && context[key];
    return typeof value === 'string' ? value : variable;
  });
}
