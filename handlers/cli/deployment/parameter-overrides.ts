/** A value that is given to a parameter of a template. */
export interface Override {
  readonly key: string;
  readonly value: string;
}

/** A value with spaces is quoted or has them escaped; an empty one is quoted. */
const value = /(?<value>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|(?:\\.|[^ "\\])+)(?= |$)/.source;
const shortPair = new RegExp(`^(?<key>[^\\s=,]+)=${value}`, 's');
const longPair = new RegExp(`^ParameterKey=(?<key>[^\\s=,]+),ParameterValue=${value}`, 's');

/**
 * Reads `parameter_overrides` as SAM CLI does (samcli/cli/types.py): pairs with spaces between them, and once one of a text
 * is in the long form, all must be. SAM CLI skips what is no such pair; here it is the fault, because another value would
 * count instead.
 */
export function readOverrides(
  texts: readonly string[],
): { readonly overrides: readonly Override[] } | { readonly fault: string } {
  const pairs = texts.flatMap(pairsOf);
  const fault = pairs.find((pair) => typeof pair === 'string');
  if (fault !== undefined) return { fault };
  return { overrides: pairs.filter((pair) => typeof pair !== 'string') };
}

/** The last one is the text where there should have been a pair, if that happens. */
function pairsOf(text: string): readonly (Override | string)[] {
  const pair = text.includes(',ParameterValue=') ? longPair : shortPair;
  const pairs: (Override | string)[] = [];
  for (let rest = text.trim(); rest; ) {
    const { 0: whole, groups } = pair.exec(rest) ?? {};
    if (whole === undefined || groups === undefined) return [...pairs, firstWord(rest)];
    pairs.push({ key: groups.key ?? '', value: unquoted(groups.value ?? '') });
    rest = rest.slice(whole.length).replace(/^ +/, '');
  }
  return pairs;
}

function firstWord(text: string): string {
  return text.split(' ', 1).join('');
}

function unquoted(written: string): string {
  const inQuotes = /^(["'])(.*)\1$/s.exec(written);
  return (inQuotes?.[2] ?? written).replaceAll(/\\([ "'])/g, '$1');
}
