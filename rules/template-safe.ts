/**
 * The text without what would break a JSON template that it is pasted into: quotes, backslashes, control characters and
 * halves of surrogate pairs. EventBridge's input transformers paste without escaping. Angle brackets go too: in a template
 * they would be placeholders, and in a chat they are links.
 */
export function templateSafe(text: string): string {
  return text
    .toWellFormed()
    .replaceAll('"', "'")
    .replaceAll('\\', '/')
    .replaceAll('<', '‹')
    .replaceAll('>', '›')
    .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}

/** The same, cut to so many UTF-16 units at most, never through a character. An ellipsis says that something is missing. */
export function safeText(text: string, most: number): string {
  const safe = templateSafe(text).trim();
  if (safe.length <= most) return safe || '-';
  return `${safe.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
