import { parseArgs } from 'node:util';
import type { CommandTable, Flag, Flags } from './command.ts';
import { nearest } from './nearest.ts';
import { readValue } from './read-value.ts';
import { UsageError } from './usage-error.ts';

type Read = string | number | boolean | undefined | readonly (string | number)[];

interface Option {
  readonly name: string;
  readonly rawName: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
}

/**
 * The values of a command's flags and its positional, by name.
 *
 * @throws UsageError for the first thing that makes no sense: an unknown flag, a value that is missing, malformed or one
 *   too many, a word that nobody asked for.
 */
export function readArguments(
  table: CommandTable,
  words: readonly string[],
): Readonly<Record<string, Read>> {
  const { tokens } = parseArgs({
    args: [...words],
    options: optionsOf(table.flags),
    allowPositionals: true,
    strict: false, // its own complaints take several lines
    tokens: true,
  });
  const options = tokens.filter((token) => token.kind === 'option');
  for (const option of options) mustMakeSense(table, option);
  const positionals = tokens.flatMap((token) => (token.kind === 'positional' ? token.value : []));
  return {
    ...readPositionals(table, positionals),
    ...readFlags(table, options),
  };
}

function optionsOf(flags: Flags) {
  const option = ({ takes }: Flag) => ({
    type: takes ? ('string' as const) : ('boolean' as const),
  });
  return Object.fromEntries(Object.entries(flags).map(([name, flag]) => [name, option(flag)]));
}

function mustMakeSense(table: CommandTable, option: Option): void {
  const { name, rawName, value } = option;
  const flag = Object.hasOwn(table.flags, name) ? table.flags[name] : undefined;
  if (!flag || !rawName.startsWith('--')) throw unknownFlag(table, rawName);
  if (flag.takes && isForgotten(option))
    throw new UsageError(`${rawName} needs a value: ${rawName} <${flag.takes}>`);
  if (!flag.takes && value !== undefined)
    throw new UsageError(`${rawName} takes no value; leave "=${value}" out`);
}

/** `--account --region eu-west-1` has no account, though the parser takes the next word for it. */
function isForgotten({ value, inlineValue }: Option): boolean {
  return !value || (!inlineValue && value.startsWith('--'));
}

function unknownFlag({ name, flags }: CommandTable, rawName: string): UsageError {
  const meant = nearest(
    rawName,
    [...Object.keys(flags), 'help'].map((known) => `--${known}`),
  );
  const hint = meant ? `did you mean ${meant}? ` : '';
  return new UsageError(`unknown flag ${rawName}; ${hint}\`stocktake ${name} --help\` lists all`);
}

function readFlags(table: CommandTable, options: readonly Option[]) {
  const read = Object.keys(table.flags).map((name) => {
    const given = options.filter((option) => option.name === name);
    return [name, readFlag(table, name, given)] as const;
  });
  return Object.fromEntries(read);
}

function readFlag(table: CommandTable, name: string, given: readonly Option[]): Read {
  const { takes, many, required } = table.flags[name] ?? {};
  if (!takes) return given.length > 0;
  const values = given.map(({ value = '' }) => readValue(takes, value, `--${name}`));
  if (many) return [...new Set(values)];
  if (values.length > 1) throw new UsageError(`--${name} is given twice; once is enough`);
  if (required && values.length === 0) throw missing(table, `--${name} <${takes}>`);
  return values[0];
}

function readPositionals(table: CommandTable, words: readonly string[]) {
  const [expected] = Object.entries(table.positional ?? {});
  const surplus = words[expected ? 1 : 0];
  if (surplus !== undefined) throw tooMany(table, surplus);
  if (!expected) return {};
  const [name, { takes = 'file', required }] = expected;
  const [word] = words;
  if (required && word === undefined) throw missing(table, `<${name}>`);
  return { [name]: word === undefined ? undefined : readValue(takes, word, name) };
}

function missing({ name: command }: CommandTable, what: string): UsageError {
  return new UsageError(`${what} is missing; \`stocktake ${command} --help\` has an example`);
}

function tooMany({ name: command, positional = {} }: CommandTable, word: string): UsageError {
  const [expected] = Object.keys(positional);
  const takes = expected ? `takes one <${expected}>` : 'takes flags only';
  return new UsageError(
    `unexpected "${word}": the command ${takes}; \`stocktake ${command} --help\` has an example`,
  );
}
