import type { Policy } from './policy.ts';
import { readFault, type SeedFault } from './seed/read-fault.ts';
import { SeedDocument } from './seed/seed-schema.ts';
import { locate } from './seed/seed-text.ts';

/** An organization to begin with. */
export interface Seed {
  readonly organization: { readonly id: string; readonly managementAccount: string };
  readonly hub: { readonly account: string; readonly region: string };
  readonly destination: { readonly account: string };
  readonly regions: readonly string[];
  /** As listed; management, hub and destination follow if they are not listed themselves. */
  readonly accounts: readonly SeedAccount[];
  /** Beside FullAWSAccess, which is attached everywhere. */
  readonly serviceControlPolicies: readonly SeedControlPolicy[];
}

/** What a service control policy denies to everyone in the accounts below its targets. */
export interface SeedControlPolicy {
  readonly name: string;
  /** `root`, units by their path from the root down, accounts by their id. */
  readonly targets: readonly string[];
  readonly policy: Policy;
}

export interface SeedAccount {
  readonly id: string;
  readonly name: string;
  /** Names from the root down: `Workloads/Production`. Empty for the root itself. */
  readonly unit: string;
  readonly state: AccountState;
  readonly tags: Readonly<Record<string, string>>;
  /** Whether Stocktake's member role is there from the start. */
  readonly role: 'present' | 'missing';
}

/** Organizations' own words. */
export type AccountState =
  | 'ACTIVE'
  | 'SUSPENDED'
  | 'PENDING_ACTIVATION'
  | 'PENDING_CLOSURE'
  | 'CLOSED';

/** The organization that is there when nobody brings one: enough for every scene of the demonstration. */
export const defaultSeed: Seed = {
  organization: { id: 'o-stocktake1', managementAccount: '100000000001' },
  hub: { account: '100000000002', region: 'eu-west-1' },
  destination: { account: '222222222222' },
  regions: ['eu-west-1', 'us-east-1', 'ap-southeast-2'],
  accounts: [
    account('111111111111', 'payments-prod', {
      unit: 'Workloads/Production',
      tags: { tier: 'gold' },
    }),
    account('444444444444', 'payments-dev', { unit: 'Workloads/Development' }),
    account('333333333333', 'sandbox-7', { unit: 'Sandbox' }),
    account('555555555555', 'audit', { unit: 'Audit' }),
    account('666666666666', 'newcomer', { unit: 'Workloads/Development', role: 'missing' }),
    account('777777777777', 'closed-shop', { unit: 'Sandbox', state: 'SUSPENDED' }),
    account('100000000001', 'management', {}),
    account('100000000002', 'hub', { unit: 'Platform' }),
    account('222222222222', 'destination', { unit: 'Platform' }),
  ],
  serviceControlPolicies: [],
};

/** Either a seed, or all that is wrong with the file: a line each, `org.yaml:4:7 accounts[0].id: expected …`. */
export type SeedReading =
  | { readonly seed: Seed; readonly errors?: undefined }
  | { readonly errors: readonly string[]; readonly seed?: undefined };

/**
 * Reads a seed, as the public surface describes it. Never throws.
 *
 * @param bytes the YAML document. @param file its name, for the messages.
 */
export function readSeed(bytes: Uint8Array, file: string): SeedReading {
  const located = locate(bytes);
  if (located.faults) return { errors: located.faults.map((fault) => line(file, fault)) };
  const read = SeedDocument.safeParse(located.value);
  if (read.success) return { seed: withImpliedAccounts(read.data) };
  const faults = read.error.issues.flatMap((issue) => readFault(issue, located.value));
  return { errors: faults.map((fault) => line(file, { ...fault, ...located.at(fault) })) };
}

interface Placed extends SeedFault {
  readonly line: number;
  readonly column: number;
}

function line(file: string, { line: row, column, path, message }: Placed): string {
  const place = `${file}:${row}:${column}`;
  return path.length === 0 ? `${place}: ${message}` : `${place} ${pathText(path)}: ${message}`;
}

function pathText(path: SeedFault['path']): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    return text === '' ? String(step) : `${text}.${String(step)}`;
  }, '');
}

/** Management, hub and destination are members without being listed. */
function withImpliedAccounts(document: SeedDocument): Seed {
  const { organization, hub, destination } = document;
  const listed = new Set(document.accounts.map(({ id }) => id));
  const implied = [
    { id: organization.managementAccount, name: 'management' },
    { id: hub.account, name: 'hub' },
    { id: destination.account, name: 'destination' },
  ].filter(({ id }, at, all) => !listed.has(id) && all.findIndex((one) => one.id === id) === at);
  return {
    ...document,
    accounts: [...document.accounts, ...implied.map(({ id, name }) => account(id, name, {}))],
  };
}

function account(id: string, name: string, more: Partial<SeedAccount>): SeedAccount {
  return { id, name, unit: '', state: 'ACTIVE', tags: {}, role: 'present', ...more };
}
