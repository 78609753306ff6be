import { createHash } from 'node:crypto';
import type { Random } from '../../clock.ts';

/** Letters and digits of AWS's ids. */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** `AROA…`: the id that IAM gives a role, always the same for the same ARN. */
export function roleId(arn: string): string {
  const digest = createHash('sha256').update(arn).digest();
  return `AROA${[...digest.subarray(0, 17)].map(letter).join('')}`;
}

/** `ASIA…`: an access key id of a session. */
export function sessionKeyId(random: Random): string {
  return `ASIA${randomLetters(random, 16)}`;
}

/** So many letters and digits, from the organization's own chance. */
export function randomLetters(random: Random, count: number): string {
  return Array.from({ length: count }, () => letter(Math.floor(random() * 32))).join('');
}

function letter(byte: number): string {
  return ALPHABET.charAt(byte % ALPHABET.length);
}
