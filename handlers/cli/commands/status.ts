import { defineCommand } from '../command.ts';
import { jsonFlag } from './shared-flags.ts';

export const statusCommand = defineCommand(
  {
    name: 'status',
    summary:
      'the ledger: how many buckets are in which state, in counts that add up, and open incidents',
    lesson:
      'Reads the last known state of every bucket from the ledger, not from S3. Unknown are buckets of which only the ' +
      'creation was ever heard, and those that S3 listed in the latest sweep and the ledger has not. The total leaves out buckets that are gone. Exempt buckets are counted by exemption, with owner, reason and end. The first line says so when nothing is ' +
      'corrected: during an emergency stop, and in the modes report and off. Open incidents come with the command that ' +
      'leads on; with --account they are those of the account and those that are nobody’s alone. --csv prints a table in the form of ' +
      'RFC 4180; a cell that begins with = + - @ or a tab gets an apostrophe before it, so that no spreadsheet takes it for a formula.',
    flags: {
      account: { takes: 'account', help: 'only this account' },
      check: {
        help: 'exit 2 if incidents are open, or buckets failed or are unknown, for a monitor',
      },
      csv: { help: 'print one record for every bucket that is not gone, as CSV' },
      json: jsonFlag,
    },
    examples: [
      { line: 'npm run stocktake -- status', teaches: 'the whole organization' },
      {
        line: 'npm run -s stocktake -- status --check --json > status.json',
        teaches: 'in a nightly job: keeps the figures, and fails if something is open',
      },
      {
        line: 'npm run -s stocktake -- status --csv > buckets.csv',
        teaches: 'a table of all buckets, for a spreadsheet',
      },
    ],
    exits: {
      0: 'read',
      2: 'with --check: incidents are open, or buckets failed or are unknown',
      1: 'the ledger could not be read',
    },
  },
  async (given, world) => (await import('../status.ts')).status(given, world),
);
