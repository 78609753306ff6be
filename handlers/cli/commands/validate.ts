import { defineCommand } from '../command.ts';
import { jsonFlag, mandateFlag } from './shared-flags.ts';

export const validateCommand = defineCommand(
  {
    name: 'validate',
    summary: 'checks a mandate and shows every mistake at its place',
    lesson:
      'Reads the document as the functions will and names every mistake at once, as file:line:column, the path inside ' +
      'the document, and what was expected there. Warnings do not fail. Needs no AWS. With --template it also holds the ' +
      'mandate against the deployment of the hub: reports must go to the buckets that the template makes, one in each governed ' +
      'region, and a rule with a table for Athena must fill it. The values of parameters are those of the samconfig ' +
      "(parameter_overrides of [default.deploy.parameters], else of [default.global.parameters]), else the template's defaults; " +
      'all of them are checked first. An update keeps the last value of a parameter that the samconfig leaves out, whatever ' +
      'its default: to set it back, write it down, an empty one as "Key=\'\'".',
    positional: {
      file: { takes: 'file', help: 'the mandate; else --mandate, $MANDATE_FILE, ./mandate.yaml' },
    },
    flags: {
      mandate: mandateFlag,
      template: { takes: 'file', help: 'the template of the hub; the mandate must fit it' },
      config: {
        takes: 'file',
        help: 'its samconfig, TOML or YAML; else samconfig.toml beside the template, if there',
      },
      json: jsonFlag,
    },
    examples: [
      { line: 'npm run stocktake -- validate', teaches: 'the mandate of this folder' },
      {
        line: 'npm run -s stocktake -- validate draft.yaml --json',
        teaches: 'a draft, for an editor or a pipeline (-s keeps npm silent)',
      },
      {
        line: 'npm run stocktake -- validate --template template.yaml',
        teaches: 'before `sam deploy`: are the parameters right, will reports find their buckets?',
      },
    ],
    exits: {
      0: 'no mistakes, or warnings only',
      1: 'mistakes, a deployment that does not fit, or no such file',
    },
  },
  async (given, world) => (await import('../validate.ts')).validate(given, world),
);
