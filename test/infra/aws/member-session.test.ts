import { describe, expect, test } from '@jest/globals';
import { failureOf } from '../../../infra/aws/failure.ts';
import {
  forgetMemberSession,
  isMemberRoleRefused,
  memberSession,
} from '../../../infra/aws/member-session.ts';
import { type House, openHouse } from '../../flow/house.ts';

const MINUTE = 60_000;

/** Its role is not there. */
const newcomer = '666666666666';

function assumptions({ organization }: House): number {
  return organization.calls.filter(({ operation }) => operation === 'AssumeRole').length;
}

describe('the session of a member account', () => {
  test('is assumed once for all who ask at the same time', async () => {
    const house = await openHouse();
    const session = memberSession(house.operator, '111111111111');

    const [first, second] = await Promise.all([session(), session()]);

    expect(first).toBe(second);
    expect(assumptions(house)).toBe(1);
  });

  test('is shared by all clients of the account', async () => {
    const house = await openHouse();

    await memberSession(house.operator, '111111111111')();
    await memberSession(house.operator, '111111111111')();

    expect(assumptions(house)).toBe(1);
  });

  test('is kept for most of its hour', async () => {
    const house = await openHouse();
    const session = memberSession(house.operator, '111111111111');

    await session();
    await house.clock.advance(54 * MINUTE);
    await session();

    expect(assumptions(house)).toBe(1);
  });

  test('is renewed before it expires', async () => {
    const house = await openHouse();
    const session = memberSession(house.operator, '111111111111');

    await session();
    await house.clock.advance(56 * MINUTE);
    await session();

    expect(assumptions(house)).toBe(2);
  });

  test('is asked for in the region of the hub, whatever the bucket', async () => {
    const house = await openHouse();

    await memberSession(house.operator, '111111111111')();

    const [call] = house.organization.calls.filter(({ operation }) => operation === 'AssumeRole');
    expect(call?.region).toBe('eu-west-1');
  });

  test('is not ready where the role is missing, and is asked for again a minute later', async () => {
    const house = await openHouse();
    const session = memberSession(house.operator, newcomer);

    const refused = await session().catch(failureOf);
    house.organization.addRole(newcomer);
    const soon = await session().catch(failureOf);
    await house.clock.advance(MINUTE);
    const granted = await session();

    expect(refused).toMatchObject({ cause: 'role-not-ready' });
    expect(soon).toEqual(refused);
    expect(granted.sessionToken).toEqual(expect.any(String));
    expect(assumptions(house)).toBe(2);
  });

  test('is asked for at once where a refusal is to be forgotten', async () => {
    const house = await openHouse();
    const session = memberSession(house.operator, newcomer);
    await session().catch(failureOf);

    forgetMemberSession(house.operator, newcomer);
    await session().catch(failureOf);

    expect(assumptions(house)).toBe(2);
  });

  test('is known to be refused for a minute', async () => {
    const house = await openHouse();
    const isRefused = () => isMemberRoleRefused(house.operator, newcomer);
    const before = await isRefused();
    await memberSession(house.operator, newcomer)().catch(failureOf);

    const after = await isRefused();
    await house.clock.advance(MINUTE);

    expect([before, after, await isRefused()]).toEqual([false, true, false]);
  });

  test('is not known to be refused where it is granted', async () => {
    const house = await openHouse();
    await memberSession(house.operator, '111111111111')();

    expect(await isMemberRoleRefused(house.operator, '111111111111')).toBe(false);
  });
});
