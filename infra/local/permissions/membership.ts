import { type Directory, pathOf } from '../organizations/directory.ts';
import type { Layer } from './evaluate.ts';

/** What belonging to the organization means for an account, as it stands now. */
export interface Membership {
  readonly organizationId: string;
  /** Ids from the organization down: `o-…/r-…/ou-…/`; undefined for an account of somebody else. */
  pathOf(account: string): string | undefined;
  /** The service control policies over an account's principals. */
  controlsOver(account: string): readonly Layer[];
}

export function createMembership(directory: Directory): Membership {
  return {
    organizationId: directory.organizationId,
    pathOf: (account) => {
      const found = directory.accounts.get(account);
      return found && pathOf(directory, found.parent);
    },
    controlsOver: () => [],
  };
}
