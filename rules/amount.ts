/** `1 bucket`, `1,204 buckets`. */
export function amount(number: number, noun: string): string {
  return `${grouped(number)} ${noun}${number === 1 ? '' : 's'}`;
}

/** `1,204` */
export function grouped(number: number): string {
  return number.toLocaleString('en');
}
