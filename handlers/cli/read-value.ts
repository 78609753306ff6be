import { causes, isCause } from '../../rules/cause.ts';
import type { Kind } from './command.ts';
import { nearest } from './nearest.ts';
import { UsageError } from './usage-error.ts';

interface Shape {
  readonly pattern: RegExp;
  readonly expected: string;
}

const shapes: Readonly<Record<Exclude<Kind, 'port' | 'number' | 'cause' | 'duration'>, Shape>> = {
  account: { pattern: /^\d{12}$/, expected: '12 digits, like 111111111111' },
  region: { pattern: /^[a-z]{2,}(-[a-z]+)+-\d+$/, expected: 'a region code, like eu-west-1' },
  // Wider than today's rules: old buckets in us-east-1 have up to 255 characters, capitals and underscores.
  bucket: { pattern: /^[A-Za-z0-9][A-Za-z0-9._-]{2,254}$/, expected: 'a bucket name' },
  command: { pattern: /./, expected: 'a command' },
  file: { pattern: /./, expected: 'a file' },
  mode: { pattern: /^(correct|report|off)$/, expected: 'correct, report or off' },
  rule: { pattern: /^[a-z0-9][a-z0-9-]{0,53}$/, expected: 'the id of a rule, like daily' },
  folder: { pattern: /./, expected: 'a folder' },
};

/**
 * A word of the command line as the value it stands for; a port or number becomes a number, a duration one of seconds.
 *
 * @param where the flag or positional it was given for, to be named in a complaint.
 * @throws UsageError when it is malformed.
 */
export function readValue(kind: Kind, word: string, where: string): string | number {
  if (kind === 'port') return readPort(word, where);
  if (kind === 'number') return readNumber(word, where);
  if (kind === 'duration') return readDuration(word, where);
  if (kind === 'cause') return readCause(word, where);
  const { pattern, expected } = shapes[kind];
  if (!pattern.test(word)) throw malformed(where, word, expected);
  return word;
}

/** 0 stands for any free port, as in the operating system. */
function readPort(word: string, where: string): number {
  const port = Number(word);
  if (/^\d{1,5}$/.test(word) && port <= 65_535) return port;
  throw malformed(where, word, 'a port from 0 (any free one) to 65535');
}

function readNumber(word: string, where: string): number {
  if (/^[1-9]\d{0,7}$/.test(word)) return Number(word);
  throw malformed(where, word, 'a number, like 12');
}

const seconds: Readonly<Record<string, number>> = { m: 60, h: 3_600, d: 86_400 };

function readDuration(word: string, where: string): number {
  const [, amount, unit = ''] = /^(\d{1,4})([mhd])$/.exec(word) ?? [];
  if (amount === undefined) throw malformed(where, word, 'a time, like 30m, 2h or 3d');
  return Number(amount) * (seconds[unit] ?? 0);
}

function readCause(word: string, where: string): string {
  if (isCause(word)) return word;
  const known = Object.keys(causes);
  const meant = nearest(word, known);
  const hint = meant ? `; did you mean ${meant}?` : `: ${known.join(', ')}`;
  throw new UsageError(`${where} "${word}": expected a cause${hint}`);
}

function malformed(where: string, word: string, expected: string): UsageError {
  return new UsageError(`${where} "${word}": expected ${expected}`);
}
