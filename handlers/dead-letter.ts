import { connectCloud } from '../infra/cloud.ts';
import { readSettings } from '../infra/settings.ts';
import { keepDeadLetters } from './dead-letter/keep-dead-letters.ts';
import { lambda } from './lambda.ts';

/** What Lambda starts for the dead-letter queue. Missing settings end the start, with a line that names them. */
export const handler = lambda(
  keepDeadLetters(connectCloud({ settings: readSettings(process.env) })),
);
