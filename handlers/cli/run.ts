import { commands } from './commands.ts';
import { complaint } from './complaint.ts';
import { commandHelp, overview } from './help.ts';
import { nearest } from './nearest.ts';
import { UsageError } from './usage-error.ts';
import { version } from './version.ts';
import type { ExitCode, World } from './world.ts';

/**
 * Runs a command line, without the program's own name.
 *
 * @returns the exit code. Never throws: whatever goes wrong is one line on stderr that says what to do, without a stack.
 */
export async function run(words: readonly string[], world: World): Promise<ExitCode> {
  const [name = '', ...rest] = words;
  try {
    return (await answer(name, rest, world)) ?? (await commandOf(name).start(rest, world));
  } catch (error) {
    const program = commands.has(name) ? `stocktake ${name}` : 'stocktake';
    world.err.write(`${program}: ${complaint(error)}\n`);
    return error instanceof UsageError ? 64 : 1;
  }
}

/** What asks about Stocktake itself; undefined when it is a command's turn. */
async function answer(name: string, rest: readonly string[], { out }: World) {
  if (name === '--version' || name === '-v') {
    out.write(`stocktake ${await version()}\n`);
    return 0;
  }
  const topic = topicOf(name, rest);
  if (topic === undefined) return undefined;
  out.write(topic === '' ? overview(commands, out) : commandHelp(commandOf(topic), out));
  return 0;
}

/** The command to explain, '' for all of them, undefined when nobody asked. */
function topicOf(name: string, rest: readonly string[]): string | undefined {
  const [topic = '', surplus] = rest.filter((word) => !isCryForHelp(word));
  if (isCryForHelp(name)) return topic;
  if (name === 'help' && surplus === undefined) return topic;
  if (name === 'help') throw new UsageError(`help explains one command; leave "${surplus}" out`);
  const end = rest.indexOf('--');
  const flags = end < 0 ? rest : rest.slice(0, end);
  return flags.some(isCryForHelp) ? name : undefined;
}

function isCryForHelp(word: string): boolean {
  return word === '--help' || word === '-h';
}

function commandOf(name: string) {
  const command = commands.get(name);
  if (command) return command;
  if (!name) throw new UsageError('no command given; `stocktake --help` lists all');
  const kind = name.startsWith('-') ? 'flag' : 'command';
  const meant = nearest(name, [...commands.keys(), '--help', '--version']);
  const hint = meant ? `did you mean ${meant}? ` : '';
  throw new UsageError(`unknown ${kind} ${name}; ${hint}\`stocktake --help\` lists all`);
}
