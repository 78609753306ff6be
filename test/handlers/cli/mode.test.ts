import { beforeEach, describe, expect, test } from '@jest/globals';
import { aHub, type Hub, holdSwitch, switchText } from './a-hub.ts';

describe('mode', () => {
  let hub: Hub;

  beforeEach(async () => {
    hub = await aHub();
  });

  test('without a word says which it is and what that means', async () => {
    const ran = await hub.stocktake('mode');

    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.out).toBe('The mode is correct.\nWhat differs from the mandate is put right.\n');
  });

  test('without a word turns nothing', async () => {
    await hub.stocktake('mode', 'report');

    const ran = await hub.stocktake('mode', '--json');

    expect(JSON.parse(ran.out)).toEqual({ version: 1, enforcement: 'report', halted: false });
    expect(await switchText(hub)).toBe('report');
  });

  test.each(['correct', 'report', 'off'])('sets %s', async (word) => {
    const ran = await hub.stocktake('mode', word, '--json');

    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(ran.out)).toEqual({ version: 1, enforcement: word, halted: false });
    expect(await switchText(hub)).toBe(word);
  });

  test('says what it was, and when the new one is in force', async () => {
    const ran = await hub.stocktake('mode', 'report');

    expect(ran.out).toContain('The mode is report (the switch was: correct).\n');
    expect(ran.out).toContain('nothing is written to any bucket: what differs is drifted.\n');
    expect(ran.out).toContain('after at most 30 seconds');
  });

  test('while halted sets what resume goes back to, says so, and lifts nothing', async () => {
    await hub.stocktake('halt');

    const ran = await hub.stocktake('mode', 'off');

    expect(ran.out).toContain(
      'Corrections are halted all the same; `stocktake resume` goes back to off.',
    );
    expect(await switchText(hub)).toBe('halted off');
  });

  test('while halted tells machines both', async () => {
    holdSwitch(hub, 'halted report');

    const ran = await hub.stocktake('mode', '--json');

    expect(JSON.parse(ran.out)).toEqual({ version: 1, enforcement: 'report', halted: true });
  });

  test('a switch that holds nonsense is told in one line', async () => {
    holdSwitch(hub, 'perhaps');

    const ran = await hub.stocktake('mode');

    expect(ran).toEqual({
      code: 1,
      out: '',
      err: 'stocktake mode: the parameter /stocktake/enforcement holds "perhaps", expected correct, report, off or halted\n',
    });
  });

  test('a switch that holds nonsense can be set all the same', async () => {
    holdSwitch(hub, 'perhaps');

    const ran = await hub.stocktake('mode', 'report');

    expect(ran.code).toBe(0);
    expect(ran.out).toContain('(the switch was: unreadable)');
    expect(await switchText(hub)).toBe('report');
  });

  test('a switch that cannot be read is left alone: it may be halted', async () => {
    holdSwitch(hub, 'halted');
    const operator = 'arn:aws:iam::100000000002:role/stocktake/stocktake-operator';
    hub.organization.revoke(operator, 'ssm:GetParameter');

    const ran = await hub.stocktake('mode', 'correct');

    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(await switchText(hub)).toBe('halted');
  });

  test('another word is wrong usage', async () => {
    const ran = await hub.stocktake('mode', 'sideways');

    expect(ran).toMatchObject({ code: 64, out: '' });
    expect(ran.err).toBe('stocktake mode: mode "sideways": expected correct, report or off\n');
  });
});
