import { defineCommand } from '../command.ts';
import { jsonFlag, mandateFlag, placeFlags } from './shared-flags.ts';

export const enforceCommand = defineCommand(
  {
    name: 'enforce',
    summary: 'brings one bucket into line with the mandate, now',
    lesson:
      'Does what the function does when an event arrives: plans, applies what the mandate permits, plans again to prove ' +
      'it, and writes the outcome down in the ledger. While corrections are halted it ends deferred and writes nothing to S3. ' +
      'In the modes report and off it plans, records and writes nothing to S3 either: what differs ends drifted.',
    positional: { bucket: { takes: 'bucket', required: true, help: 'name of the bucket' } },
    flags: { ...placeFlags, mandate: mandateFlag, json: jsonFlag },
    examples: [
      {
        line: 'npm run stocktake -- enforce payments-raw --account 111111111111 --region eu-west-1',
        teaches: 'do not wait for the next event',
      },
    ],
    exits: {
      0: 'as the mandate wants it (also: exempt, not concerned, gone)',
      2: 'not yet: drifted under a report-only rule or mode, deferred, or undecided',
      1: 'failed',
    },
  },
  async (given, world) => (await import('../enforce.ts')).enforce(given, world),
);
