import { connectCloud } from '../infra/cloud.ts';
import { readSettings } from '../infra/settings.ts';
import { lambda } from './lambda.ts';
import { sweepStep } from './sweep/step.ts';

/** What Step Functions starts for every step of a sweep. Missing settings end the start, with a line that names them. */
export const handler = lambda(sweepStep(connectCloud({ settings: readSettings(process.env) })));
