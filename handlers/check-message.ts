import { randomUUID } from 'node:crypto';
import type { Cloud } from '../infra/cloud.ts';
import type { BucketRef } from '../rules/bucket.ts';

/** Asks for a check of a bucket, as the body of a message of the work queue: the event that EventBridge would bring. */
export function checkMessage(cloud: Cloud, { account, region, name }: BucketRef): string {
  return JSON.stringify({
    version: '0',
    id: randomUUID(),
    'detail-type': 'Bucket Check Requested',
    source: 'stocktake',
    account: hubAccount(cloud),
    time: new Date(cloud.clock.now()).toISOString(),
    region: cloud.settings.region,
    resources: [],
    detail: { account, region, bucket: name },
  });
}

/** The URL of a queue ends in its account and its name. */
function hubAccount({ settings }: Cloud): string {
  return settings.workQueueUrl.split('/').at(-2) ?? '';
}
