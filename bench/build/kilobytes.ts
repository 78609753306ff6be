/** A size for people: `294 KB`. */
export function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1_000)} KB`;
}
