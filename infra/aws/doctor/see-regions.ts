import { AccountClient, paginateListRegions } from '@aws-sdk/client-account';
import type { Looked } from '../../../rules/doctor/looked.ts';
import type { EnabledRegion } from '../../../rules/doctor/regions.ts';
import type { Cloud } from '../../cloud.ts';
import { look } from './look.ts';

/** Account management lives in one region of a partition; with an endpoint of our own the SDK would sign for another one. */
const HOME_REGION = 'us-east-1';

/** The regions that an account has enabled, or is about to have. */
export function seeRegions(cloud: Cloud, account: string): Promise<Looked<EnabledRegion[]>> {
  return look(async () => {
    const client = cloud.doctor(AccountClient, { account, region: HOME_REGION });
    const enabled: EnabledRegion[] = [];
    const pages = paginateListRegions(
      { client },
      { RegionOptStatusContains: ['ENABLED', 'ENABLED_BY_DEFAULT', 'ENABLING'] },
    );
    for await (const { Regions = [] } of pages) {
      for (const { RegionName: name = '', RegionOptStatus } of Regions) {
        enabled.push({ name, isByDefault: RegionOptStatus === 'ENABLED_BY_DEFAULT' });
      }
    }
    return enabled;
  });
}
