import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { enforcement } from '../../infra/aws/enforcement.ts';
import { failureOf } from '../../infra/aws/failure.ts';
import { recall } from '../../infra/aws/ledger.ts';
import { accountFacts } from '../../infra/aws/organization.ts';
import { createCache } from '../../infra/cache.ts';
import type { Cloud } from '../../infra/cloud.ts';
import { logger, metrics } from '../telemetry.ts';

const ANSWERS_AT_MOST = 10;

/**
 * Counts a heartbeat if everything can be read, and now, that a bucket's enforcement asks for: mandate, emergency stop,
 * ledger and organization. If not, the log says why and nothing is counted: the alarm on missing heartbeats does the
 * rest, and a beat that comes back later would say nothing about now.
 *
 * @param account the hub's.
 */
export async function beat(cloud: Cloud, account: string): Promise<void> {
  try {
    // What other messages had remembered may be minutes old; the mandate is part of the function and stays as it is.
    await readEverything({ ...cloud, cache: createCache(cloud.clock, ANSWERS_AT_MOST) }, account);
    metrics.addMetric('Heartbeat', MetricUnit.Count, 1);
  } catch (error) {
    const { cause, message } = failureOf(error);
    logger.error('no heartbeat', { cause, why: message });
  }
}

function readEverything(cloud: Cloud, account: string): Promise<unknown> {
  const { region } = cloud.settings;
  return Promise.all([
    cloud.mandate(),
    enforcement(cloud),
    // No bucket can have this name: the ledger answers that it knows nothing, which is an answer.
    recall(cloud, { account, region, name: '-heartbeat-' }),
    accountFacts(cloud, account, new Set()),
  ]);
}
