import { randomUUID } from 'node:crypto';
import {
  type BucketLocationConstraint,
  CreateBucketCommand,
  DeleteBucketCommand,
} from '@aws-sdk/client-s3';
import type { ContractAccount } from './accounts.ts';

/** A fresh bucket for one test, removed again whatever becomes of the test. */
export async function withBucket(
  account: ContractAccount,
  work: (bucket: string) => Promise<void>,
): Promise<void> {
  const Bucket = aBucketName();
  const LocationConstraint = account.region as BucketLocationConstraint;
  await account
    .s3()
    .send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint } }));
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
