import { defineCommand } from '../command.ts';
import { jsonFlag } from './shared-flags.ts';

export const historyCommand = defineCommand(
  {
    name: 'history',
    summary: 'what has happened to a bucket: who created it, what was corrected, when and why',
    lesson:
      'Reads the life of a bucket from the ledger: its birth and by whom, every change of its state with the cause, what was ' +
      'corrected under which mandate and after whose change, its deletion, and the last report of each rule. It goes back 400 days. ' +
      'Who did something is told by the events of CloudTrail: of a change of which no event came it is not known. Without --account ' +
      'and --region every bucket of the name is shown.',
    positional: { bucket: { takes: 'bucket', required: true, help: 'name of the bucket' } },
    flags: {
      account: { takes: 'account', help: 'only in this account; finds buckets that are long gone' },
      region: { takes: 'region', help: 'only in this region' },
      json: jsonFlag,
    },
    examples: [
      {
        line: 'npm run stocktake -- history payments-raw',
        teaches: 'who changed its inventories, and what became of it?',
      },
    ],
    exits: { 0: 'told', 1: 'the ledger knows no such bucket, or could not be read' },
  },
  async (given, world) => (await import('../history.ts')).history(given, world),
);
