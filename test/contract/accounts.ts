import type { S3Client } from '@aws-sdk/client-s3';
import { localAccount } from './local-account.ts';
import { realAccount } from './real-account.ts';

// The contract: what we believe of S3, written once and held against the local organization always, and against AWS
// itself when somebody asks for it by naming the account:
//
//   STOCKTAKE_CONTRACT_ACCOUNT=111111111111 AWS_PROFILE=… npm run test:contract
//
//   STOCKTAKE_CONTRACT_ACCOUNT     the account, which must be the one that the credentials belong to; left out, only the
//                                  local organization is asked
//   STOCKTAKE_CONTRACT_REGION      where buckets are created (eu-west-1; any but us-east-1, which has its own rules)
//   STOCKTAKE_CONTRACT_ELSEWHERE   another region, where they are asked for in vain (eu-central-1)
//   STOCKTAKE_CONTRACT_ZONE        a zone of the first that has directory buckets (euw1-az1)
//
// It creates buckets named stocktake-contract-…, puts no object into them, and removes them. A sandbox account will do;
// it needs s3:CreateBucket, DeleteBucket, Get/PutInventoryConfiguration, Get/PutBucketTagging, ListBucket, ListAllMyBuckets,
// and s3express:CreateBucket, DeleteBucket, Get/PutInventoryConfiguration, ListAllMyDirectoryBuckets.

/** An account of AWS, or of something that claims to answer like it. */
export interface ContractAccount {
  readonly id: string;
  /** Where the buckets are. */
  readonly region: string;
  /** The id of a zone there. */
  readonly zone: string;
  /** A region where they are not. */
  readonly elsewhere: string;
  s3(region?: string): S3Client;
  /** Lets the time pass that S3 needs until a change of a bucket's configuration shows everywhere. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

/** The accounts to hold the contract against, by name: those that are asked for. */
export const accounts: readonly (readonly [string, () => Promise<ContractAccount>])[] = [
  ['the local organization', localAccount],
  ...(process.env.STOCKTAKE_CONTRACT_ACCOUNT
    ? [[`account ${process.env.STOCKTAKE_CONTRACT_ACCOUNT}`, realAccount] as const]
    : []),
];
