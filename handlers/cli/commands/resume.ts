import { defineCommand } from '../command.ts';
import { jsonFlag } from './shared-flags.ts';

export const resumeCommand = defineCommand(
  {
    name: 'resume',
    summary: 'lifts the emergency stop: corrections are back within 75 seconds',
    lesson:
      'The messages that were held come back by themselves, each at most 40 seconds apart, and a function believes an ' +
      'old halt for at most 30 seconds more. Resuming twice is fine.',
    flags: { json: jsonFlag },
    examples: [{ line: 'npm run stocktake -- resume', teaches: 'the trouble is over' }],
    exits: { 0: 'corrections are made again', 1: 'the switch could not be set' },
  },
  async (given, world) => (await import('../resume.ts')).resume(given, world),
);
