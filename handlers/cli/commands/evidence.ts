import { defineCommand } from '../command.ts';
import { jsonFlag, mandateFlag } from './shared-flags.ts';

export const evidenceCommand = defineCommand(
  {
    name: 'evidence',
    summary: 'a dated export for auditors: every bucket, the sums, the mandate, and checksums',
    lesson:
      'Writes three files: a table with one record for every bucket, as `status --csv` prints it; a JSON document with the mandate ' +
      'and its digest, the latest sweep, the sums of the ledger held against what S3 listed, and the open incidents; and the ' +
      'SHA-256 of both, as `sha256sum -c` reads it. They get their names once they are whole, the checksums last. Reads the ledger, ' +
      'and writes nothing but the files. docs/evidence.md says what they prove and what they do not.',
    flags: {
      out: { takes: 'folder', help: 'where to; it is made if need be; else the folder you are in' },
      verify: { takes: 'file', help: 'check the files that these checksums are of, and no more' },
      mandate: mandateFlag,
      json: jsonFlag,
    },
    examples: [
      { line: 'npm run stocktake -- evidence --out evidence', teaches: 'how do things stand?' },
      {
        line: 'npm run stocktake -- evidence --verify evidence/stocktake-evidence-2026-11-28T021500Z.sha256',
        teaches: 'are these the files that were written then?',
      },
    ],
    exits: {
      0: 'written, or as their checksums say',
      1: 'not written, or a file is missing or another one',
    },
  },
  async (given, world) => (await import('../evidence.ts')).evidence(given, world),
);
