import { S3Client } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { ContractAccount } from './accounts.ts';

/** Configuration of a bucket has been seen to take a few seconds. */
const SETTLED_AFTER_MS = 5_000;

/** The account of AWS that the environment names. Refuses to start with credentials of any other. */
export async function realAccount(): Promise<ContractAccount> {
  const {
    STOCKTAKE_CONTRACT_ACCOUNT: id = '',
    STOCKTAKE_CONTRACT_REGION: region = 'eu-west-1',
    STOCKTAKE_CONTRACT_ELSEWHERE: elsewhere = 'eu-central-1',
    STOCKTAKE_CONTRACT_ZONE: zone = 'euw1-az1',
  } = process.env;
  const caller = await new STSClient({ region }).send(new GetCallerIdentityCommand({}));
  if (caller.Account !== id)
    throw new Error(
      `the credentials are of ${caller.Account}, STOCKTAKE_CONTRACT_ACCOUNT is ${id}`,
    );
  return {
    id,
    region,
    zone,
    elsewhere,
    s3: (where = region) => new S3Client({ region: where }),
    settle: () => new Promise((resolve) => setTimeout(resolve, SETTLED_AFTER_MS)),
    close: async () => undefined,
  };
}
