import { defineCommand } from '../command.ts';
import { jsonFlag } from './shared-flags.ts';

export const redriveCommand = defineCommand(
  {
    name: 'redrive',
    summary: 'what has failed is tried again: dead letters go back to the work queue',
    lesson:
      'Once the reason is mended: sends the dead letters that the ledger keeps back to the work queue, each with its full ' +
      'patience, and has the buckets checked that failed without a letter. Buckets that still wait come back by themselves; ' +
      'they are only tried at once when --cause names what they wait for. At most 50 a second arrive, up to a quarter of an hour from ' +
      'now. A letter stays in the ledger until it is known what came of it, and one that was sent less than a quarter of an hour ago is ' +
      'skipped, so two people may do this at once. What fails again is the same letter and the same incident as before. ' +
      'docs/redrive.md tells more.',
    flags: {
      cause: { takes: 'cause', help: 'only of this cause, like throttled' },
      account: { takes: 'account', many: true, help: 'only of this account' },
      'older-than': { takes: 'duration', help: 'only what began longer ago, like 30m, 2h, 3d' },
      discard: { help: 'throw the letters away instead; asks for one of the filters above' },
      'dry-run': { help: 'show what would be sent or thrown away; writes nothing' },
      json: jsonFlag,
    },
    examples: [
      {
        line: 'npm run stocktake -- redrive --dry-run',
        teaches: 'what is there, by cause and account?',
      },
      {
        line: 'npm run stocktake -- redrive --cause denied-by-policy --account 111111111111',
        teaches: 'the policy is mended: try all the buckets that it hit',
      },
      {
        line: 'npm run stocktake -- redrive --cause malformed-message --older-than 3d --discard',
        teaches: 'what nobody can read is of no use to anybody',
      },
    ],
    exits: {
      0: 'sent, or nothing to send',
      1: 'something could not be sent, or the ledger could not be read',
    },
  },
  async (given, world) => (await import('../redrive.ts')).redrive(given, world),
);
