import { type Verdict, verdictOf } from './gap.ts';

/** The regions of an account that are not disabled. */
export interface AccountRegions {
  readonly account: string;
  readonly isManagement: boolean;
  readonly enabled: readonly EnabledRegion[];
}

export interface EnabledRegion {
  readonly name: string;
  /** Whether every account has it without asking. */
  readonly isByDefault: boolean;
}

/** Whether governed regions are enabled in each account: a verdict on each. */
export function judgeGoverned(
  governed: readonly string[],
  accounts: readonly AccountRegions[],
): Verdict[] {
  return accounts.map((account) => judgeAccount(governed, account));
}

function judgeAccount(governed: readonly string[], its: AccountRegions): Verdict {
  const { account, enabled } = its;
  const names = enabled.map(({ name }) => name);
  const missing = governed.filter((region) => !names.includes(region));
  const found = 'the region is governed, but not enabled in the account';
  const subject = { check: 'region-enabled', what: 'the regions', account } as const;
  const gaps = missing.flatMap((region) => {
    const fix = `take it out of Regions of the hub's stack, or enable it ${enableRegion(its, region)}`;
    return verdictOf({ ...subject, region }, [{ found, fix }]).gaps;
  });
  return { check: subject.check, gaps };
}

/** The management account may do so for every account; its own it must not name. */
function enableRegion({ account, isManagement }: AccountRegions, region: string): string {
  const which = isManagement ? '' : ` --account-id ${account}`;
  return `with credentials of the management account: aws account enable-region${which} --region-name ${region}`;
}

/** Whether others are enabled, where nobody watches. No account that tells its regions, no verdict. */
export function judgeOthers(
  governed: readonly string[],
  accounts: readonly AccountRegions[],
): Verdict[] {
  if (accounts.length === 0) return [];
  const others = ungoverned(governed, accounts);
  const byDefault = [...others].filter(([, { isByDefault }]) => isByDefault).map(([name]) => name);
  const optedIn = [...others].filter(([, { isByDefault }]) => !isByDefault);
  const verdicts = [
    ...optedIn.map(([region, { count }]) => judgeOptedIn(region, count)),
    ...(byDefault.length > 0 ? [judgeDefaults(byDefault)] : []),
  ];
  const well = verdictOf({ check: 'region-governed', what: 'the regions' }, []);
  return verdicts.length > 0 ? verdicts : [well];
}

interface Other {
  readonly isByDefault: boolean;
  readonly count: number;
}

/** Enabled somewhere, governed nowhere; with the number of accounts that have it. Sorted by name. */
function ungoverned(governed: readonly string[], accounts: readonly AccountRegions[]) {
  const others = new Map<string, Other>();
  for (const { name, isByDefault } of accounts.flatMap(({ enabled }) => enabled)) {
    if (governed.includes(name)) continue;
    others.set(name, { isByDefault, count: (others.get(name)?.count ?? 0) + 1 });
  }
  return new Map([...others].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function judgeOptedIn(region: string, count: number): Verdict {
  const who = count === 1 ? '1 account has' : `${count} accounts have`;
  const subject = { check: 'region-governed', what: 'the region', region } as const;
  return verdictOf(subject, [
    {
      found: `${who} ${region} enabled, where no rule watches`,
      fix: "add it to Regions of the hub's stack: `sam deploy` with the parameter Regions",
    },
  ]);
}

/** Every organization has them, and many use none of them: no gap by itself. */
function judgeDefaults(regions: readonly string[]): Verdict {
  const which = regions.length === 1 ? 'region that' : 'regions that';
  const note = {
    found: `${regions.length} ${which} AWS enables for everybody, where no rule watches: ${regions.join(', ')}`,
    fix: "add them to Regions of the hub's stack; a region that nobody shall use is best denied by a service control policy",
  };
  return { check: 'region-governed', gaps: [], notes: [note] };
}
