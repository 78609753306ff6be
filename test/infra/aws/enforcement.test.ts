import { describe, expect, test } from '@jest/globals';
import { enforcement, setEnforcement, switchNow } from '../../../infra/aws/enforcement.ts';
import { failureOf } from '../../../infra/aws/failure.ts';
import { houseTemplates } from '../../../infra/local/house-templates.ts';
import type { SwitchText } from '../../../rules/mode.ts';
import { type House, openHouse } from '../../flow/house.ts';

function hold({ organization }: House, text: string): void {
  const { account, region } = organization.seed.hub;
  organization.machines.parameters.put({ account, region }, '/stocktake/enforcement', text);
}

describe('the emergency stop', () => {
  test('is off at first', async () => {
    const { operator } = await openHouse();

    expect(await enforcement(operator)).toEqual({ mode: 'correct', halted: false });
  });

  test('is noticed within half a minute', async () => {
    const { operator, clock } = await openHouse();
    await enforcement(operator);

    await setEnforcement(operator, 'halted');
    await clock.advance(29_999);
    const before = await enforcement(operator);
    await clock.advance(1);

    const after = await enforcement(operator);
    expect([before.halted, after.halted]).toEqual([false, true]);
  });

  test('covers a mode and keeps it', async () => {
    const house = await openHouse();
    hold(house, 'halted report');

    expect(await enforcement(house.operator)).toEqual({ mode: 'report', halted: true });
  });

  test('is unreadable with anything but a known text', async () => {
    const house = await openHouse();
    hold(house, 'maybe');

    expect(await enforcement(house.operator).catch(failureOf)).toEqual({
      cause: 'unreadable',
      message:
        'the parameter /stocktake/enforcement holds "maybe", expected correct, report, off or halted',
    });
  });

  test('is unreadable where there is no parameter', async () => {
    const { operator } = await openHouse();
    const settings = { ...operator.settings, enforcementParameter: '/stocktake/nowhere' };

    expect(await enforcement({ ...operator, settings }).catch(failureOf)).toMatchObject({
      cause: 'unreadable',
    });
  });

  test('is seen at once by whoever is about to turn it', async () => {
    const { operator } = await openHouse();
    await enforcement(operator);

    await setEnforcement(operator, 'halted off');

    expect(await switchNow(operator)).toEqual({ mode: 'off', halted: true });
  });

  test('may be turned whatever it holds', async () => {
    const house = await openHouse();
    hold(house, 'maybe');

    expect(await switchNow(house.operator)).toBe('unreadable');
  });
});

describe('the parameter of the template', () => {
  const { EnforcementParameter } = houseTemplates().hub.resources;
  const pattern = new RegExp(String(EnforcementParameter?.Properties?.AllowedPattern));
  const texts: Record<SwitchText, true> = {
    correct: true,
    report: true,
    off: true,
    halted: true,
    'halted report': true,
    'halted off': true,
  };

  test.each(Object.keys(texts))('takes %j', (text) => {
    expect(text).toMatch(pattern);
  });

  test.each(['', 'maybe', 'halted correct', 'correct ', 'halted  off'])('refuses %j', (text) => {
    expect(text).not.toMatch(pattern);
  });
});
