import { defineCommand } from '../command.ts';
import { jsonFlag, mandateFlag } from './shared-flags.ts';

export const planCommand = defineCommand(
  {
    name: 'plan',
    summary: 'what would change in every bucket, as a diff; writes nothing',
    lesson:
      'Reads every bucket of every active account (or of those you name) and compares its inventory configurations with ' +
      "the mandate, in S3's own terms: + is put, - is removed, ~ is changed. Changes of report-only rules and surplus " +
      'configurations of ours are shown and would not be written. It has no way to write, and works in every mode and while corrections are halted; a line on ' +
      'stderr says so when nothing of the plan is applied.',
    flags: {
      account: { takes: 'account', many: true, help: 'only this account' },
      bucket: { takes: 'bucket', many: true, help: 'only buckets of this name' },
      mandate: mandateFlag,
      json: jsonFlag,
    },
    examples: [
      {
        line: 'npm run stocktake -- plan --mandate draft.yaml',
        teaches: 'what would a new mandate do to the whole organization?',
      },
      {
        line: 'npm run stocktake -- plan --account 111111111111 --account 444444444444',
        teaches: 'two accounts',
      },
    ],
    exits: {
      0: 'nothing to do',
      2: 'something to do, report-only drift, surplus and undecided buckets included',
      1: 'something could not be read',
    },
  },
  async (given, world) => (await import('../plan.ts')).plan(given, world),
);
