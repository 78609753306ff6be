import { defineCommand } from '../command.ts';
import { jsonFlag, mandateFlag } from './shared-flags.ts';

export const sweepCommand = defineCommand(
  {
    name: 'sweep',
    summary: 'every bucket of the organization, now: looked at first, then corrected',
    lesson:
      'The same steps as the daily sweep. First every bucket that S3 lists is looked at and the ledger brought up to date; nothing is ' +
      "written to any bucket meanwhile. If the plan is plausible (the mandate's limits say what is), what differs is corrected. If not, " +
      'the sweep is held under its number until --force releases it. Ctrl-C loses nothing: the same command goes on where it ' +
      'stopped, for a day. While corrections are halted it looks and does not correct. What AWS does not let through now is handed to the ' +
      'work queue, which tries again.',
    flags: {
      account: { takes: 'account', many: true, help: 'only this account' },
      force: { takes: 'number', help: 'release the sweep that is held under this number' },
      mandate: mandateFlag,
      json: jsonFlag,
    },
    examples: [
      { line: 'npm run stocktake -- sweep', teaches: 'is every bucket as the mandate wants it?' },
      {
        line: 'npm run stocktake -- sweep --account 111111111111',
        teaches: 'one account, whose role has just arrived',
      },
      {
        line: 'npm run stocktake -- sweep --force 12',
        teaches: 'sweep 12 was held, and its plan is wanted',
      },
    ],
    exits: {
      0: 'every bucket is as the mandate wants it',
      2: 'something is left: held, drifted, deferred or undecided',
      1: 'a bucket failed, or something could not be read',
    },
  },
  async (given, world) => (await import('../sweep.ts')).sweep(given, world),
);
