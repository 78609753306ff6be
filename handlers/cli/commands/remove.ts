import { defineCommand } from '../command.ts';
import { jsonFlag, mandateFlag } from './shared-flags.ts';

export const removeCommand = defineCommand(
  {
    name: 'remove',
    summary:
      "takes a rule's configurations off every bucket again, once the mandate has dropped it",
    lesson:
      'Lists every bucket that has the configuration of the rule, shows the plan, and removes exactly those configurations and nothing ' +
      'else. Refuses while the mandate still has the rule, for then they would be put back, and while corrections are halted or the ' +
      'mode is not correct. Without --yes it asks on a terminal and stops in a pipe. More deletions than limits.deleted allows need ' +
      'their number as well. Reports that were delivered stay where they are. Once stopped, the same command goes on.',
    flags: {
      rule: { takes: 'rule', required: true, help: 'id of the rule: daily for stocktake-daily' },
      account: { takes: 'account', many: true, help: 'only in this account' },
      yes: { help: 'do not ask' },
      expect: { takes: 'number', help: 'go on only if there are exactly so many' },
      mandate: mandateFlag,
      json: jsonFlag,
    },
    examples: [
      { line: 'npm run stocktake -- remove --rule daily', teaches: 'where is it? Asks then' },
      {
        line: 'npm run stocktake -- remove --rule daily --yes --expect 1204',
        teaches: 'from a script, and only if it is as many as were seen',
      },
    ],
    exits: {
      0: 'removed, or there was nothing to remove',
      2: 'nothing was removed, for nobody has said yes',
      1: 'refused, or something could not be read or removed',
    },
  },
  async (given, world) => (await import('../remove.ts')).remove(given, world),
);
