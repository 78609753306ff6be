import { connectCloud } from '../infra/cloud.ts';
import { readSettings } from '../infra/settings.ts';
import { tellNotices } from './incidents/tell-notices.ts';
import { lambda } from './lambda.ts';

/** What Lambda starts for the queue of notices. Missing settings end the start, with a line that names them. */
export const handler = lambda(tellNotices(connectCloud({ settings: readSettings(process.env) })));
