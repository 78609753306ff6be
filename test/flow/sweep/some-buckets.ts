import type { BucketRef } from '../../../rules/bucket.ts';
import { aBucket } from '../actors.ts';

/** So many buckets of an account, sorted by name. */
export function someBuckets(count: number, place: Partial<BucketRef> = {}): BucketRef[] {
  const numbers = Array.from({ length: count }, (_, index) => String(index).padStart(3, '0'));
  return numbers.map((number) => ({
    ...aBucket,
    ...place,
    name: `${place.name ?? 'payments'}-${number}`,
  }));
}
