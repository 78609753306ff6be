import { listings } from '../infra/aws/listings.ts';
import type { Cloud } from '../infra/cloud.ts';
import type { AccountListing } from '../rules/account-listing.ts';
import { sumOf } from '../rules/sum.ts';

/**
 * What S3 listed of each account when it was last swept.
 *
 * @throws KnownFailure `unreadable`.
 */
export function accountListings(cloud: Cloud): Promise<AccountListing[]> {
  return Array.fromAsync(listings(cloud), ({ listed, ...listing }) => ({
    ...listing,
    buckets: sumOf(listed),
  }));
}
