import { defineCommand } from '../command.ts';
import { jsonFlag, mandateFlag } from './shared-flags.ts';

export const doctorCommand = defineCommand(
  {
    name: 'doctor',
    summary: 'is everything there that Stocktake needs? names each gap with its fix; reads only',
    lesson:
      'Looks at the live set-up: the hub, the stack sets, and in every account its roles, in every region the rule that ' +
      'forwards to the hub and a trail that records; then the buckets and keys that the mandate has reports put into. ' +
      'What could not be looked at is a gap as well. It works as the operator, and in members as stocktake-doctor, which changes nothing.',
    flags: {
      account: { takes: 'account', many: true, help: 'only this account' },
      region: { takes: 'region', many: true, help: 'only this region' },
      mandate: mandateFlag,
      json: jsonFlag,
    },
    examples: [
      {
        line: 'npm run stocktake -- doctor',
        teaches: 'after a deployment, and whenever events stay away',
      },
      {
        line: 'npm run stocktake -- doctor --account 111111111111 --region eu-west-1',
        teaches: 'an account that has just joined',
      },
      {
        line: 'npm run -s stocktake -- doctor --json > doctor.json',
        teaches: 'in a nightly job: fails if there is a gap, and keeps the list',
      },
    ],
    exits: {
      0: 'healthy: all that was looked at is as it should be',
      2: 'gaps were found, or something could not be looked at',
      1: 'nothing could be looked at: no way to the hub, no such account or region',
    },
  },
  async (given, world) => (await import('../doctor.ts')).doctor(given, world),
);
