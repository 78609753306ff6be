import type { SeenAccount } from '../../../infra/aws/doctor/see-accounts.ts';
import type { Place } from '../../../rules/doctor/gap.ts';
import type { Workshop } from '../../../rules/doctor/repair.ts';

/** Which accounts and regions to look at; an empty list stands for all that are governed. */
export interface Scope {
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
}

/** What every part of the examination goes by. */
export interface Setting {
  readonly hubAccount: string;
  readonly hubBusArn: string;
  /** All accounts that are governed. */
  readonly everyone: readonly SeenAccount[];
  /** Those of them that are looked at. */
  readonly accounts: readonly SeenAccount[];
  readonly scope: Scope;
  /** All regions that are governed. */
  readonly governed: readonly string[];
  /** Those that are looked at. */
  readonly regions: readonly string[];
  readonly workshop: Workshop;
}

/** Whether a place is among those that were asked for; what it leaves out does not matter. */
export function isAsked({ accounts, regions }: Scope, { account, region }: Place): boolean {
  const isAmong = (asked: readonly string[], one: string | undefined) =>
    one === undefined || asked.length === 0 || asked.includes(one);
  return isAmong(accounts, account) && isAmong(regions, region);
}
