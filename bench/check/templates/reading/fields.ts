/** A map of a template, whatever is in it. */
export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value itself when it is a map; else one with nothing in it. */
export function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : {};
}

/** CloudFormation lets one value stand for a list of one. */
export function listOf(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

/** Whether the map is a function of CloudFormation, such as `{"Ref": "Queue"}`. */
export function isIntrinsic(value: unknown): value is Fields {
  const [key, ...others] = Object.keys(fieldsOf(value));
  return key !== undefined && others.length === 0 && /^(Ref$|Fn::)/.test(key);
}
