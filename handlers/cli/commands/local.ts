import { defineCommand } from '../command.ts';
import { mandateFlag } from './shared-flags.ts';

export const localCommand = defineCommand(
  {
    name: 'local',
    summary: 'a whole organization on this machine, for any AWS client',
    lesson:
      'Runs accounts, buckets, event buses, queues, the ledger and our functions in one process, on the wire formats of ' +
      'AWS, on 127.0.0.1 alone. It says "ready http://127.0.0.1:<port>" once it answers and serves until SIGINT, SIGTERM or ' +
      'the end of the process that started it. The access key id of a client says which account is calling. ' +
      'docs/local.md tells more, with an example of a seed.',
    flags: {
      seed: {
        takes: 'file',
        help: 'the organization, in YAML, see docs/local.md; else a small one',
      },
      mandate: mandateFlag,
      port: {
        takes: 'port',
        help: 'port to serve on; else 4577, or a free one when that is taken',
      },
      story: { help: 'play the demonstration first' },
      once: { help: 'with --story: exit after it, 0 only if every step ended as told' },
      outside: {
        takes: 'folder',
        help: 'run no function; write <folder>/<function>.env for somebody else to run them',
      },
    },
    examples: [
      { line: 'npm start', teaches: 'the same as: npm run stocktake -- local --story' },
      {
        line: 'npm run stocktake -- local --seed org.yaml --mandate draft.yaml --port 4600',
        teaches: 'try a mandate on an organization like yours',
      },
    ],
    exits: {
      0: 'after SIGINT or SIGTERM; with --once: the story ended as told',
      1: 'the port is taken, or the seed or the mandate is wrong',
    },
  },
  async (given, world) => (await import('../local/local.ts')).local(given, world),
);
