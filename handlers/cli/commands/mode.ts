import { defineCommand } from '../command.ts';
import { jsonFlag } from './shared-flags.ts';

export const modeCommand = defineCommand(
  {
    name: 'mode',
    summary: 'correct, report or off: what is done about buckets that differ; shows it or sets it',
    lesson:
      'In correct, what differs from the mandate is put right. In report everything is read, planned and recorded, but ' +
      'nothing is written to any bucket, as if every rule had `enforcement: report`: what differs is drifted. In off, events ' +
      'are dropped: no bucket is looked at, no message waits, and only births, deletions and creators are noted, which are ' +
      'known from nowhere else. Back in correct, a bucket is corrected with the next event about it, or by `stocktake ' +
      'enforce`. Functions go by a new mode within 30 seconds. The emergency stop goes over every mode: while halted, a new ' +
      'mode is what `stocktake resume` goes back to.',
    positional: {
      mode: { takes: 'mode', help: 'the mode from now on; left out, the current one is shown' },
    },
    flags: { json: jsonFlag },
    examples: [
      { line: 'npm run stocktake -- mode', teaches: 'is anything corrected at all?' },
      {
        line: 'npm run stocktake -- mode report',
        teaches: 'a first month of looking only: `status` then counts what would be corrected',
      },
    ],
    exits: { 0: 'shown or set', 1: 'the switch could not be read or set' },
  },
  async (given, world) => (await import('../mode.ts')).mode(given, world),
);
