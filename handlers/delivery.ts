import { connectCloud } from '../infra/cloud.ts';
import { readSettings } from '../infra/settings.ts';
import { takeReports } from './delivery/take-reports.ts';
import { lambda } from './lambda.ts';

/** What Lambda starts for the queue of deliveries. Missing settings end the start, with a line that names them. */
export const handler = lambda(takeReports(connectCloud({ settings: readSettings(process.env) })));
