/** Text from elsewhere, safe for a terminal and within one line: control characters become spaces. */
export function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}
