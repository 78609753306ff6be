/** Values of a template's parameters, by name. */
export type Values = ReadonlyMap<string, string>;

/** `Key=Value`, or `ParameterKey=Key,ParameterValue=Value`; a value with spaces is quoted or has them escaped. */
const pair =
  /^(?:ParameterKey=)?(?<key>[A-Za-z0-9]+)(?:=|,ParameterValue=)(?<value>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|(?:\\.|[^ "\\])+)(?= |$)/s;

/**
 * Reads `parameter_overrides` as SAM CLI does (samcli/cli/types.py): pairs with spaces between them, the last one of a
 * name counts. SAM CLI skips what is no pair; here it is the fault, because the template's default would count instead.
 */
export function readOverrides(
  texts: readonly string[],
): { readonly values: Values } | { readonly fault: string } {
  const values = new Map<string, string>();
  for (let rest = texts.map((text) => text.trim()).join(' '); rest; ) {
    const { 0: whole, groups } = pair.exec(rest) ?? {};
    if (whole === undefined || groups === undefined) return { fault: firstWord(rest) };
    values.set(groups.key ?? '', unquoted(groups.value ?? ''));
    rest = rest.slice(whole.length).trimStart();
  }
  return { values };
}

function firstWord(text: string): string {
  return text.split(' ', 1).join('');
}

function unquoted(value: string): string {
  const inQuotes = /^(["'])(.*)\1$/s.exec(value);
  return (inQuotes?.[2] ?? value).replaceAll(/\\([ "'])/g, '$1');
}
