import type { Cause } from '../../rules/cause.ts';
import type { Mode } from '../../rules/mode.ts';
import { readArguments } from './read-arguments.ts';
import type { ExitCode, World } from './world.ts';

/** What the value of a flag or a positional must look like. */
export type Kind =
  | 'account'
  | 'region'
  | 'bucket'
  | 'cause'
  | 'command'
  | 'duration'
  | 'file'
  | 'folder'
  | 'mode'
  | 'number'
  | 'port'
  | 'rule';

/** A flag without `takes` is a switch. */
export interface Flag {
  readonly takes?: Kind;
  /** May be repeated. */
  readonly many?: true;
  readonly required?: true;
  /** Half a line, for `--help`. */
  readonly help: string;
}

export type Flags = Readonly<Record<string, Flag>>;

/** What a table's flags hand to its command: a name without its flag, or of another type, does not compile. */
type Given<Table extends Flags> = { readonly [Name in keyof Table]: Value<Table[Name]> };

type Value<F extends Flag> = F extends { readonly takes: Kind } ? Taken<F> : boolean;
type Taken<F extends Flag> = F extends { readonly many: true }
  ? readonly Single<F>[]
  : F extends { readonly required: true }
    ? Single<F>
    : Single<F> | undefined;
type Single<F extends Flag> = F extends { readonly takes: infer K extends keyof Values }
  ? Values[K]
  : string;

/** Of the kinds whose values are not just texts. */
interface Values {
  readonly port: number;
  readonly number: number;
  /** Seconds. */
  readonly duration: number;
  readonly cause: Cause;
  readonly mode: Mode;
}

interface Example {
  readonly line: string;
  readonly teaches: string;
}

/** Everything about a command but its work; `--help` is printed from it and arguments are read by it. */
export interface CommandTable<F extends Flags = Flags, P extends Flags = Flags> {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** What to know before using it, in sentences. */
  readonly lesson: string;
  /** At most one. */
  readonly positional?: P;
  readonly flags: F;
  readonly examples: readonly Example[];
  readonly exits: Readonly<Partial<Record<Exclude<ExitCode, 64>, string>>>;
}

export interface Command extends CommandTable {
  /** Reads the words after the command's name and does the work. Throws a UsageError when they make no sense. */
  readonly start: (words: readonly string[], world: World) => Promise<ExitCode>;
}

type Work<F extends Flags, P extends Flags> = (
  given: Given<F> & Given<P>,
  world: World,
) => Promise<ExitCode>;

/** Binds a table to its work; the compiler checks that the table yields what the work asks for. */
export function defineCommand<const F extends Flags, const P extends Flags = Record<never, Flag>>(
  table: CommandTable<F, P>,
  work: Work<F, P>,
): Command {
  const start: Command['start'] = async (words, world) =>
    work(readArguments(table, words) as Given<F> & Given<P>, world);
  return { ...table, start };
}
