import { defineCommand } from '../command.ts';
import { jsonFlag } from './shared-flags.ts';

export const haltCommand = defineCommand(
  {
    name: 'halt',
    summary: 'emergency stop: no corrections anywhere within a minute',
    lesson:
      'Functions look at the switch before every correction and believe what they saw for at most 30 seconds; so after ' +
      'that none starts to write, and within a minute the last one is through. Events are kept and come back until ' +
      '`stocktake resume`. It goes over every mode, and keeps it for then. Halting twice is fine. With nothing of ours at ' +
      'hand, put the word halted into the SSM parameter /stocktake/enforcement; resuming from that goes back to correct.',
    flags: { json: jsonFlag },
    examples: [{ line: 'npm run stocktake -- halt', teaches: 'something is wrong: stop it now' }],
    exits: { 0: 'halted', 1: 'the switch could not be set' },
  },
  async (given, world) => (await import('../halt.ts')).halt(given, world),
);
