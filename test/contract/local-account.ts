import { S3Client } from '@aws-sdk/client-s3';
import { createVirtualClock } from '../../infra/local/clock.ts';
import { startOrganization } from '../../infra/local/organization.ts';
import { seededRandom } from '../../infra/local/random.ts';
import { defaultSeed } from '../../infra/local/seed.ts';
import type { ContractAccount } from './accounts.ts';

const ID = '111111111111';

/** An account of the local organization, in this process. */
export async function localAccount(): Promise<ContractAccount> {
  const organization = await startOrganization({
    seed: defaultSeed,
    clock: createVirtualClock(Date.parse('2026-11-24T09:00:00Z')),
    random: seededRandom(1),
    functions: {},
  });
  const { requestHandler } = organization;
  const credentials = { accessKeyId: ID, secretAccessKey: 'anything' };
  return {
    id: ID,
    region: 'eu-west-1',
    zone: 'euw1-az1',
    elsewhere: 'us-east-1',
    s3: (region = 'eu-west-1') => new S3Client({ region, credentials, requestHandler }),
    settle: () => organization.settle(),
    close: () => organization.close(),
  };
}
