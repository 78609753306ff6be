import { defineCommand } from '../command.ts';
import { jsonFlag } from './shared-flags.ts';

export const resumeCommand = defineCommand(
  {
    name: 'resume',
    summary: 'lifts the emergency stop: the mode from before is back within 75 seconds',
    lesson:
      'Goes back to the mode from before the halt, or to the one set meanwhile. The messages that were held come back by themselves, each at most 40 seconds apart, and a function believes an ' +
      'old halt for at most 30 seconds more. In the mode off they are dropped then: set another mode first. Resuming twice is fine.',
    flags: { json: jsonFlag },
    examples: [{ line: 'npm run stocktake -- resume', teaches: 'the trouble is over' }],
    exits: { 0: 'the halt is lifted', 1: 'the switch could not be read or set' },
  },
  async (given, world) => (await import('../resume.ts')).resume(given, world),
);
