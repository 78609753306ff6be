import { invalidPattern } from './invalid-pattern.ts';

/** AWS weighs wildcards and the sequences repeated after them; this count stands for its scales. */
const WILDCARDS_AT_MOST = 5;

/**
 * `*` stands for zero or more characters; `\*` and `\\` for the characters themselves (AWS facts D.1).
 *
 * @throws AwsError `InvalidEventPatternException`: two in a row, an unknown escape, or too many.
 *   Positions count the quote before the string, as AWS does.
 */
export function readWildcard(text: string): (value: string) => boolean {
  const parts = splitAtWildcards(text);
  if (parts.length - 1 > WILDCARDS_AT_MOST) {
    throw invalidPattern(
      'Rule is too complex - try using fewer wildcard characters or fewer repeating character sequences after a wildcard character',
    );
  }
  const [first = '', ...others] = parts;
  const last = others.pop();
  if (last === undefined) return (value) => value === first;
  return (value) => fits(value, { first, middle: others, last });
}

/** The literal parts around the wildcards: one more than there are wildcards. */
function splitAtWildcards(text: string): string[] {
  const parts = [''];
  for (let at = 0; at < text.length; at += 1) {
    const literal = text[at] === '\\' ? escaped(text, at) : text[at];
    if (literal === '*' && text[at] === '*') {
      if (text[at + 1] === '*')
        throw invalidPattern(`Consecutive wildcard characters at pos ${at + 1}`);
      parts.push('');
      continue;
    }
    parts.push(`${parts.pop()}${literal}`);
    if (text[at] === '\\') at += 1;
  }
  return parts;
}

function escaped(text: string, at: number): string {
  const next = text[at + 1];
  if (next === '*' || next === '\\') return next;
  throw invalidPattern(`Invalid escape character at pos ${at + 1}`);
}

interface Parts {
  readonly first: string;
  readonly middle: readonly string[];
  readonly last: string;
}

/** Takes each part at its earliest place: what is left for the others is then longest, so nothing needs trying twice. */
function fits(value: string, { first, middle, last }: Parts): boolean {
  if (value.length < first.length + last.length) return false;
  if (!value.startsWith(first) || !value.endsWith(last)) return false;
  const end = value.length - last.length;
  let from = first.length;
  for (const part of middle) {
    const found = value.indexOf(part, from);
    if (found < 0 || found + part.length > end) return false;
    from = found + part.length;
  }
  return true;
}
