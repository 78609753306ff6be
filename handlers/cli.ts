import { processWorld } from './cli/process-world.ts';
import { run } from './cli/run.ts';
import { printable } from './cli/show/printable.ts';

// The command line: `npm run stocktake -- <command>`. `cli/commands.ts` lists the commands.

// A bug, nothing else: every failure that we know of is told by `run`. No stack trace reaches a user.
process.on('uncaughtException', (error: unknown) => {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`stocktake: unexpected: ${printable(message)}\n`);
  process.exit(1);
});

const code = await run(process.argv.slice(2), processWorld());
// Whatever is still under way belongs to nobody: a story that was interrupted, a connection kept alive.
process.stdout.write('', () => process.exit(code));
