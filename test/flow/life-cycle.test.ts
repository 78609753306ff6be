import { describe, expect, test } from '@jest/globals';
import { readPolicy } from '../../infra/local/policy.ts';
import { defaultSeed } from '../../infra/local/seed.ts';
import {
  aBucket,
  closeAccount,
  createBucket,
  inventoryIds,
  moveAccount,
  removeAccount,
  requestCheck,
  tagAccount,
} from './actors.ts';
import { type House, openHouse } from './house.ts';
import { byPlaceAndTag, weekly } from './mandates.ts';
import { deadLetters, ending, ledgerEntry, notices, ourCalls } from './traces.ts';

// What becomes of buckets while their accounts come, change and go. An account that is there before its role is in
// setbacks.test.ts, in missing-role.test.ts and, with its incident, in causes.test.ts.

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** What the organization says of an account is believed for five minutes. */
const BELIEVED = 5 * MINUTE;

const sandbox = { account: '333333333333', region: 'eu-west-1', name: 'sandbox-try' };
const { managementAccount } = defaultSeed.organization;

async function check(house: House, bucket = aBucket): Promise<string> {
  await requestCheck(house, bucket);
  await house.organization.settle();
  return ending(house, bucket);
}

async function servedBucket(house: House, bucket = aBucket): Promise<void> {
  await createBucket(house, bucket);
  await house.organization.settle();
  expect(await ending(house, bucket)).toBe('corrected');
}

/** The calls of our functions in an account since then, by name. */
function callsIn(house: House, account: string, since: number): readonly string[] {
  const calls = ourCalls(house).filter((call) => call.at >= since);
  return calls
    .filter((call) => call.account === account || call.operation === 'AssumeRole')
    .map(({ operation }) => operation);
}

describe('an account that is new in the organization', () => {
  test('is served from its first bucket on, though it was a stranger a moment ago', async () => {
    const house = await openHouse();
    const { accounts } = house.organization.machines.directory;
    const newcomer = accounts.get(sandbox.account);
    accounts.delete(sandbox.account);
    const before = await check(house, sandbox);

    if (newcomer) accounts.set(newcomer.id, newcomer);
    await servedBucket(house, sandbox);

    expect(before).toBe('unknown');
    expect(await deadLetters(house)).toMatchObject([{ cause: 'malformed-message' }]);
  });
});

describe('an account that changes', () => {
  test('its unit comes under the rules of the new one within five minutes', async () => {
    const house = await openHouse({ mandate: byPlaceAndTag });
    await servedBucket(house, sandbox);

    await moveAccount(house, sandbox.account, aBucket.account);
    await house.clock.advance(BELIEVED);

    expect(await check(house, sandbox)).toBe('corrected');
    expect((await ledgerEntry(house, sandbox)).rules).toEqual(['weekly', 'workloads']);
  });

  test('its unit keeps what a rule of the old one put, as surplus', async () => {
    const house = await openHouse({ mandate: byPlaceAndTag });
    await servedBucket(house);

    await moveAccount(house, aBucket.account, sandbox.account);
    await house.clock.advance(BELIEVED);

    expect(await check(house)).toBe('compliant');
    expect((await ledgerEntry(house, aBucket)).surplus).toEqual(['stocktake-workloads']);
    expect(await inventoryIds(house, aBucket)).toContain('stocktake-workloads');
  });

  test('its tags comes under the rules for them within five minutes', async () => {
    const house = await openHouse({ mandate: byPlaceAndTag });
    await servedBucket(house, sandbox);

    await tagAccount(house, sandbox.account, ['tier', 'gold']);
    await house.clock.advance(BELIEVED);

    expect(await check(house, sandbox)).toBe('corrected');
    expect((await ledgerEntry(house, sandbox)).rules).toEqual(['weekly', 'golden']);
  });
});

describe('an account that is not active', () => {
  const suspend = (house: House, state: 'ACTIVE' | 'SUSPENDED') => {
    const account = house.organization.machines.directory.accounts.get(aBucket.account);
    if (account) account.state = state;
  };

  test.each<[string, string, (house: House) => unknown]>([
    ['suspended', 'SUSPENDED', (house) => suspend(house, 'SUSPENDED')],
    ['about to be closed', 'PENDING_CLOSURE', (house) => closeAccount(house, aBucket.account)],
  ])(
    'but %s is entered no more, and its buckets are said to be nobody’s',
    async (_, state, act) => {
      const house = await openHouse();
      await servedBucket(house);

      await act(house);
      await house.clock.advance(BELIEVED);
      const since = house.clock.now();

      expect(await check(house)).toBe('unmatched');
      expect((await ledgerEntry(house, aBucket)).reason).toBe(
        `the account is not active but ${state}`,
      );
      expect(callsIn(house, aBucket.account, since)).toEqual([]);
    },
  );

  test('comes back as it was', async () => {
    const house = await openHouse();
    await servedBucket(house);
    suspend(house, 'SUSPENDED');
    await house.clock.advance(BELIEVED);
    await check(house);

    suspend(house, 'ACTIVE');
    await house.clock.advance(BELIEVED);

    expect(await check(house)).toBe('compliant');
  });
});

describe('an account that has left', () => {
  test('is entered no more, and its buckets are said to be nobody’s', async () => {
    const house = await openHouse();
    await servedBucket(house);

    await removeAccount(house, aBucket.account);
    await house.clock.advance(BELIEVED);
    const since = house.clock.now();

    expect(await check(house)).toBe('unmatched');
    expect((await ledgerEntry(house, aBucket)).reason).toMatch(
      /^account 111111111111 is not in the organization /,
    );
    expect(callsIn(house, aBucket.account, since)).toEqual([]);
    expect(await deadLetters(house)).toEqual([]);
  });
});

describe('the organization’s own accounts', () => {
  test.each([
    ['management account', managementAccount],
    ['hub', defaultSeed.hub.account],
    ['account that keeps the reports', defaultSeed.destination.account],
  ])('the %s is governed like any other', async (_, account) => {
    const house = await openHouse();
    const own = { ...aBucket, account, name: 'our-own' };

    await servedBucket(house, own);

    expect(await inventoryIds(house, own)).toEqual(['stocktake-weekly']);
  });

  test('the hub asks Organizations itself, as a delegated administrator', async () => {
    const house = await openHouse({ mandate: byPlaceAndTag });

    await servedBucket(house);

    const asked = ourCalls(house).filter(({ service }) => service === 'organizations');
    expect(new Set(asked.map(({ account }) => account))).toEqual(
      new Set([defaultSeed.hub.account]),
    );
  });
});

describe('a region that an account enables', () => {
  test('is served from the next check on, and its bucket is failed until then', async () => {
    const house = await openHouse();
    const { regions } = house.organization.machines;
    const there = { ...aBucket, region: 'ap-southeast-2', name: 'payments-sydney' };
    await createBucket(house, there);
    await house.organization.settle();
    regions.disable(there.account, there.region);
    const disabled = await check(house, there);

    regions.enable(there.account, there.region);

    expect(disabled).toBe('failed: region-disabled');
    expect(await check(house, there)).toBe('compliant');
  });

  test('that nobody watches is served when somebody asks', async () => {
    const house = await openHouse();
    const { regions } = house.organization.machines;
    const there = { ...aBucket, region: 'me-south-1', name: 'payments-bahrain' };
    regions.enable(there.account, there.region);

    await createBucket(house, there);
    await house.organization.settle();
    const unheard = await ending(house, there);

    expect(unheard).toBe('unknown');
    expect(await check(house, there)).toBe('corrected');
  });
});

describe('a service control policy that denies us', () => {
  const Statement = { Effect: 'Deny', Action: 's3:PutInventoryConfiguration', Resource: '*' };
  const policy = readPolicy({ Version: '2012-10-17', Statement });
  const control = { name: 'no-inventories', targets: ['Workloads/Production'], policy };
  const seed = { ...defaultSeed, serviceControlPolicies: [control] };

  test('is an incident of its account, until the account is out of its reach', async () => {
    const house = await openHouse({ seed, mandate: weekly, schedules: true });
    await createBucket(house, aBucket);
    await house.clock.advance(2 * HOUR);
    const failed = await ending(house, aBucket);

    await moveAccount(house, aBucket.account, sandbox.account);
    await requestCheck(house, aBucket);
    await house.clock.advance(10 * MINUTE);

    const told =
      'A policy of the organization denies our calls in account 111111111111 (payments-prod)';
    expect(failed).toBe('failed: denied-by-policy');
    expect(await ending(house, aBucket)).toBe('corrected');
    expect(notices(house)).toEqual([`opened: ${told}: 1 bucket failed`, `closed: Over: ${told}`]);
  });

  test('has no say over the management account', async () => {
    const everywhere = { ...control, targets: ['root'] };
    const house = await openHouse({ seed: { ...seed, serviceControlPolicies: [everywhere] } });

    await servedBucket(house, { ...aBucket, account: managementAccount, name: 'our-own' });

    expect(
      await inventoryIds(house, { ...aBucket, account: managementAccount, name: 'our-own' }),
    ).toEqual(['stocktake-weekly']);
  });
});
