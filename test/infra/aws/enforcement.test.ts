import { describe, expect, test } from '@jest/globals';
import { enforcement, setEnforcement } from '../../../infra/aws/enforcement.ts';
import { failureOf } from '../../../infra/aws/failure.ts';
import { openHouse } from '../../flow/house.ts';

describe('the emergency stop', () => {
  test('is off at first', async () => {
    const { operator } = await openHouse();

    expect(await enforcement(operator)).toBe('correct');
  });

  test('is noticed within half a minute', async () => {
    const { operator, clock } = await openHouse();
    await enforcement(operator);

    await setEnforcement(operator, 'halted');
    await clock.advance(29_999);
    const before = await enforcement(operator);
    await clock.advance(1);

    expect([before, await enforcement(operator)]).toEqual(['correct', 'halted']);
  });

  test('is unreadable with anything but a known word', async () => {
    const { operator, organization } = await openHouse();
    const { account, region } = organization.seed.hub;
    organization.machines.parameters.put({ account, region }, '/stocktake/enforcement', 'maybe');

    expect(await enforcement(operator).catch(failureOf)).toEqual({
      cause: 'unreadable',
      message: 'the parameter /stocktake/enforcement holds "maybe", expected correct or halted',
    });
  });

  test('is unreadable where there is no parameter', async () => {
    const { operator } = await openHouse();
    const settings = { ...operator.settings, enforcementParameter: '/stocktake/nowhere' };

    expect(await enforcement({ ...operator, settings }).catch(failureOf)).toMatchObject({
      cause: 'unreadable',
    });
  });
});
