import type { Random } from '../clock.ts';

/** An id in the form of a version 4 UUID, from the organization's own chance: a seeded run has the same ids again. */
export function uuid(random: Random): string {
  const digits = Array.from({ length: 4 }, () => eightDigits(random)).join('');
  const variant = (8 + (Number.parseInt(digits.charAt(16), 16) % 4)).toString(16);
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-${variant}${digits.slice(17, 20)}-${digits.slice(20)}`;
}

/** As many as a number of ours has: a queue of ten thousand messages needs an id for each. */
function eightDigits(random: Random): string {
  return Math.floor(random() * 2 ** 32)
    .toString(16)
    .padStart(8, '0');
}
