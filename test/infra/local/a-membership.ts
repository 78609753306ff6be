import { createDirectory } from '../../../infra/local/organizations/directory.ts';
import { createMembership, type Membership } from '../../../infra/local/permissions/membership.ts';
import { defaultSeed, type Seed } from '../../../infra/local/seed.ts';

/** That of the default organization, with whatever a test wants otherwise. */
export function aMembership(more: Partial<Seed> = {}): Membership {
  return createMembership(createDirectory({ ...defaultSeed, ...more }));
}
