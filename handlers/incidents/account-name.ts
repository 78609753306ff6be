import { failureOf } from '../../infra/aws/failure.ts';
import { accountFacts } from '../../infra/aws/organization.ts';
import type { Cloud } from '../../infra/cloud.ts';
import { logger } from '../telemetry.ts';

/** What an account is called. A name is an adornment: nobody hears of anything later for the want of it. */
export async function accountName(
  cloud: Cloud,
  account: string | undefined,
): Promise<string | undefined> {
  if (account === undefined) return undefined;
  try {
    return (await accountFacts(cloud, account, new Set())).accountName;
  } catch (error) {
    logger.warn('an account has no name', { account, why: failureOf(error).message });
    return undefined;
  }
}
