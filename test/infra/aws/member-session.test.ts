import { describe, expect, test } from '@jest/globals';
import { failureOf } from '../../../infra/aws/failure.ts';
import { memberSession } from '../../../infra/aws/member-session.ts';
import { type House, openHouse } from '../../flow/house.ts';

const MINUTE = 60_000;

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

  test('is not ready where the role is missing, and is asked for again', async () => {
    const house = await openHouse();
    const session = memberSession(house.operator, '666666666666');

    const refused = await session().catch(failureOf);
    house.organization.addRole('666666666666');
    const granted = await session();

    expect(refused).toMatchObject({ cause: 'role-not-ready' });
    expect(granted.sessionToken).toEqual(expect.any(String));
  });
});
