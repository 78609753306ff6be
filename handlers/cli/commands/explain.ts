import { defineCommand } from '../command.ts';
import { jsonFlag, mandateFlag, placeFlags } from './shared-flags.ts';

export const explainCommand = defineCommand(
  {
    name: 'explain',
    summary: 'which rules meet a bucket and why, which do not, what it should have and has',
    lesson:
      'Reads the facts of one bucket fresh and shows how every rule of the mandate judges them: each selector key with ' +
      'what was wanted and what was found. Then it tells how the latest run for the bucket ended, and why, as the ledger ' +
      'remembers it. Writes nothing, and works in every mode and while corrections are halted.',
    positional: { bucket: { takes: 'bucket', required: true, help: 'name of the bucket' } },
    flags: { ...placeFlags, mandate: mandateFlag, json: jsonFlag },
    examples: [
      {
        line: 'npm run stocktake -- explain payments-raw --account 111111111111 --region eu-west-1',
        teaches: 'why does this bucket have a daily inventory?',
      },
    ],
    exits: { 0: 'explained', 1: 'no such bucket, or it could not be read' },
  },
  async (given, world) => (await import('../explain.ts')).explainBucket(given, world),
);
