import { createDirectory } from '../../../infra/local/organizations/directory.ts';
import { createMembership, type Membership } from '../../../infra/local/permissions/membership.ts';
import { defaultSeed } from '../../../infra/local/seed.ts';

/** That of the default organization. */
export function aMembership(): Membership {
  return createMembership(createDirectory(defaultSeed), []);
}
