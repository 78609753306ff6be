import type { Random } from '../clock.ts';

/** An id in the form of a version 4 UUID, from the organization's own chance: a seeded run has the same ids again. */
export function uuid(random: Random): string {
  const digits = Array.from({ length: 32 }, (_, at) => hexDigit(random, at)).join('');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** The 13th digit tells the version, the 17th the variant. */
function hexDigit(random: Random, at: number): string {
  if (at === 12) return '4';
  const digit = Math.floor(random() * 16);
  return (at === 16 ? 8 + (digit % 4) : digit).toString(16);
}
