/** A paragraph as lines of at most `width` columns, broken between words. */
export function wrap(paragraph: string, width = 88): string[] {
  return fill(paragraph.split(/\s+/), width);
}

/** Words as lines of at most `width` columns; a word may hold spaces and is never broken. */
export function fill(words: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const word of words) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= width) {
      lines[lines.length - 1] = `${line} ${word}`;
    } else {
      lines.push(word);
    }
  }
  return lines;
}
