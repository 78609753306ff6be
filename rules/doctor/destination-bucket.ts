import type { Delivery } from '../destination-places.ts';
import { deliveryFaults, type Scrutiny } from './delivery-faults.ts';
import type { Place, Verdict } from './gap.ts';
import { judgeSeen, type Looked } from './looked.ts';
import { bucketRepair } from './repair.ts';

export interface WantedBucket extends Required<Place> {
  readonly name: string;
}

/** Where a bucket of that name was met; `elsewhere` may not be known by name. */
export type BucketFacts =
  | 'here'
  | 'in-another-account'
  | { readonly elsewhere: string | undefined };

/** Whether a bucket that the mandate names is in its account and region. */
export function judgeBucket(
  { name, ...place }: WantedBucket,
  looked: Looked<BucketFacts | undefined>,
): Verdict {
  const subject = { check: 'destination-bucket', what: `the bucket ${name}`, ...place } as const;
  return judgeSeen(subject, looked, (facts) => {
    if (facts === 'here') return [];
    if (facts === undefined)
      return [{ found: `there is no bucket ${name}`, fix: bucketRepair(subject.what) }];
    if (facts === 'in-another-account') {
      const fix =
        "names of buckets are taken in the whole world: choose another one, in DestinationBucketName of the hub's stack and in the mandate";
      return [{ found: `the bucket ${name} belongs to another account`, fix }];
    }
    const where = facts.elsewhere ?? 'another region';
    const fix =
      'reports never leave their region: name buckets of their own in the mandate, with {region} in the name';
    return [{ found: `the bucket ${name} is in ${where}`, fix }];
  });
}

/** What is sent to a bucket, and from which organization. */
export interface Deliveries extends Scrutiny {
  readonly deliveries: readonly Delivery[];
}

/** Whether the bucket's policy takes every report of every account, and of nobody else's. */
export function judgeBucketPolicy(
  { name, ...place }: WantedBucket,
  looked: Looked<string | undefined>,
  { deliveries, ...scrutiny }: Deliveries,
): Verdict {
  const what = `the policy of the bucket ${name}`;
  return judgeSeen({ check: 'destination-policy', what, ...place }, looked, (policy) => {
    if (policy === undefined)
      return [
        { found: `the bucket ${name} has no policy: no report arrives`, fix: bucketRepair(what) },
      ];
    const uses = deliveries.map(({ source, objectArn }) => ({ source, resource: objectArn }));
    const access = { what, action: 's3:PutObject', ...scrutiny, uses };
    return deliveryFaults(policy, access);
  });
}
