import type { Cloud } from '../../../../infra/cloud.ts';
import type { LocalOrganization } from '../../../../infra/local/organization.ts';
import type { WallClock } from '../../../../infra/local/wall-clock.ts';

/** What a stage stands in. */
export interface Scenery {
  readonly organization: LocalOrganization;
  readonly clock: WallClock;
  /** Where the organization answers: `http://127.0.0.1:4577`. */
  readonly endpoint: string;
  /** With an operator's rights. */
  readonly cloud: Cloud;
  /** The hub's account. */
  readonly hub: string;
}
