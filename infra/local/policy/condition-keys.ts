/**
 * The condition keys that requests carry here, in lower case, with how many values each holds. A policy with another one is
 * refused when it is read: it would grant or deny something else than it says.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export const conditionKeys = {
  'aws:principalaccount': 'one',
  'aws:principalarn': 'one',
  'aws:principalisawsservice': 'one',
  'aws:principalorgid': 'one',
  'aws:principalorgpaths': 'several',
  'aws:requestedregion': 'one',
  'aws:resourceaccount': 'one',
  'aws:resourceorgid': 'one',
  'aws:resourceorgpaths': 'several',
  'aws:securetransport': 'one',
  'aws:sourceaccount': 'one',
  'aws:sourcearn': 'one',
  'aws:sourceorgid': 'one',
  'aws:sourceorgpaths': 'several',
  'events:detail-type': 'one',
  'events:source': 'one',
  'kms:viaservice': 'one',
  's3:resourceaccount': 'one',
} as const;

export type ConditionKey = keyof typeof conditionKeys;

/** What a request says of itself, by key. One that it lacks is not there. */
export type RequestContext = {
  readonly [Key in ConditionKey]?: (typeof conditionKeys)[Key] extends 'one'
    ? string
    : readonly string[];
};

/** The key as it is known here; IAM does not tell the cases of keys apart. */
export function conditionKey(name: string): ConditionKey | undefined {
  const key = name.toLowerCase();
  return isKey(key) ? key : undefined;
}

function isKey(name: string): name is ConditionKey {
  return Object.hasOwn(conditionKeys, name);
}
