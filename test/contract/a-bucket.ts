import { randomUUID } from 'node:crypto';
import {
  type BucketLocationConstraint,
  CreateBucketCommand,
  type CreateBucketConfiguration,
  type CreateBucketRequest,
  DeleteBucketCommand,
} from '@aws-sdk/client-s3';
import type { ContractAccount } from './accounts.ts';

/** A fresh bucket for one test, removed again whatever becomes of the test. */
export async function withBucket(
  account: ContractAccount,
  work: (bucket: string) => Promise<void>,
): Promise<void> {
  const LocationConstraint = account.region as BucketLocationConstraint;
  const CreateBucketConfiguration = { LocationConstraint };
  await within(account, { Bucket: aBucketName(), CreateBucketConfiguration }, work);
}

/** The same of a directory bucket. */
export async function withDirectoryBucket(
  account: ContractAccount,
  work: (bucket: string) => Promise<void>,
): Promise<void> {
  const Bucket = `${aBucketName()}--${account.zone}--x-s3`;
  const CreateBucketConfiguration: CreateBucketConfiguration = {
    Location: { Type: 'AvailabilityZone', Name: account.zone },
    Bucket: { Type: 'Directory', DataRedundancy: 'SingleAvailabilityZone' },
  };
  await within(account, { Bucket, CreateBucketConfiguration }, work);
}

async function within(
  account: ContractAccount,
  request: CreateBucketRequest & { readonly Bucket: string },
  work: (bucket: string) => Promise<void>,
): Promise<void> {
  const { Bucket } = request;
  await account.s3().send(new CreateBucketCommand(request));
  try {
    await account.settle();
    await work(Bucket);
  } finally {
    await account.s3().send(new DeleteBucketCommand({ Bucket }));
  }
}

/** A name that nobody has. */
export function aBucketName(): string {
  return `stocktake-contract-${randomUUID().slice(0, 13)}`;
}
