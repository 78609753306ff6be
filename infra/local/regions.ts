import type { ListRegionsRequest, ListRegionsResponse, Region } from '@aws-sdk/client-account';
import { AwsError, type Call, type Operations } from './service.ts';

/** Which regions the accounts have enabled, and the service that tells it: account management. */
export interface Regions {
  readonly operations: Operations;
  isEnabled(account: string, region: string): boolean;
  enable(account: string, region: string): void;
  disable(account: string, region: string): void;
}

/** Every account may opt in to these; all others are there from the start. Source: the AWS account management guide, specifying regions. */
const optional = [
  'af-south-1',
  'ap-east-1',
  'ap-south-2',
  'ap-southeast-3',
  'ap-southeast-4',
  'ca-west-1',
  'eu-central-2',
  'eu-south-1',
  'eu-south-2',
  'il-central-1',
  'me-central-1',
  'me-south-1',
];

const PAGE_AT_MOST = 50;

/** @param first what every account has enabled at the start: no other region exists in it. */
export function createRegions(first: readonly string[]): Regions {
  const byAccount = new Map<string, Set<string>>();

  function enabledIn(account: string): Set<string> {
    const enabled = byAccount.get(account) ?? new Set(first);
    byAccount.set(account, enabled);
    return enabled;
  }

  function list(input: ListRegionsRequest, { caller }: Call): ListRegionsResponse {
    refuseOtherAccount(input, caller.account);
    const { RegionOptStatusContains: wanted, MaxResults = PAGE_AT_MOST, NextToken = '0' } = input;
    const enabled = enabledIn(caller.account);
    const all = [...new Set([...first, ...enabled, ...optional])]
      .sort()
      .map((name) => onTheWire(name, enabled))
      .filter(({ RegionOptStatus }) => wanted?.some((one) => one === RegionOptStatus) ?? true);
    const end = Number(NextToken) + MaxResults;
    const Regions = all.slice(Number(NextToken), end);
    return end < all.length ? { Regions, NextToken: String(end) } : { Regions };
  }

  return {
    operations: { ListRegions: list },
    isEnabled: (account, region) => enabledIn(account).has(region),
    enable: (account, region) => void enabledIn(account).add(region),
    disable: (account, region) => void enabledIn(account).delete(region),
  };
}

/** Whoever may ask for other accounts needs trusted access, which nobody has been given here. */
function refuseOtherAccount({ AccountId }: ListRegionsRequest, own: string): void {
  if (AccountId === undefined || AccountId === own) return;
  const message = "User isn't authorized to access the provided account.";
  throw new AwsError('AccessDeniedException', message, { status: 403 });
}

function onTheWire(RegionName: string, enabled: ReadonlySet<string>): Region {
  if (!enabled.has(RegionName)) return { RegionName, RegionOptStatus: 'DISABLED' };
  const isOptional = optional.includes(RegionName);
  return { RegionName, RegionOptStatus: isOptional ? 'ENABLED' : 'ENABLED_BY_DEFAULT' };
}
