import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';

// Service name, level and namespace come from the POWERTOOLS_* variables that the template sets.

export const logger = new Logger({ serviceName: 'stocktake' });

/** No account or bucket is ever a dimension: thousands of them would each be a billed metric. */
export const metrics = new Metrics({ namespace: 'Stocktake', serviceName: 'stocktake' });
