import { connectCloud } from '../infra/cloud.ts';
import { readSettings } from '../infra/settings.ts';
import { enforceBatch } from './bucket-changed/batch.ts';
import { lambda } from './lambda.ts';

/** What Lambda starts for the work queue. Missing settings end the start, with a line that names them. */
export const handler = lambda(enforceBatch(connectCloud({ settings: readSettings(process.env) })));
