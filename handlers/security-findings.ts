import { connectCloud } from '../infra/cloud.ts';
import { readSettings } from '../infra/settings.ts';
import { lambda } from './lambda.ts';
import { importFindings } from './security-findings/import-findings.ts';

/** What Lambda starts for the queue of findings. Missing settings end the start, with a line that names them. */
export const handler = lambda(
  importFindings(connectCloud({ settings: readSettings(process.env) })),
);
