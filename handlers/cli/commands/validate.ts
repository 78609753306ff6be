import { defineCommand } from '../command.ts';
import { jsonFlag, mandateFlag } from './shared-flags.ts';

export const validateCommand = defineCommand(
  {
    name: 'validate',
    summary: 'checks a mandate and shows every mistake at its place',
    lesson:
      'Reads the document as the functions will and names every mistake at once, as file:line:column, the path inside ' +
      'the document, and what was expected there. Warnings do not fail. Needs no AWS.',
    positional: {
      file: { takes: 'file', help: 'the mandate; else --mandate, $MANDATE_FILE, ./mandate.yaml' },
    },
    flags: { mandate: mandateFlag, json: jsonFlag },
    examples: [
      { line: 'npm run stocktake -- validate', teaches: 'the mandate of this folder' },
      {
        line: 'npm run -s stocktake -- validate draft.yaml --json',
        teaches: 'a draft, for an editor or a pipeline (-s keeps npm silent)',
      },
    ],
    exits: { 0: 'no mistakes, or warnings only', 1: 'mistakes, or no such file' },
  },
  async (given, world) => (await import('../validate.ts')).validate(given, world),
);
