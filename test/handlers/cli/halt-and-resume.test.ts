import { beforeEach, describe, expect, test } from '@jest/globals';
import { AwsError } from '../../../infra/local/service.ts';
import { aHub, type Hub, holdSwitch, switchText } from './a-hub.ts';

const operator = 'arn:aws:iam::100000000002:role/stocktake/stocktake-operator';

describe('halt and resume', () => {
  let hub: Hub;

  beforeEach(async () => {
    hub = await aHub();
  });

  test('halt stops and says what it was, and what happens when', async () => {
    const ran = await hub.stocktake('halt');

    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.out).toContain('Corrections are halted (the switch was: correct)');
    expect(ran.out).toContain('at most 30 seconds; within a minute');
  });

  test('halting twice is fine', async () => {
    await hub.stocktake('halt');

    const ran = await hub.stocktake('halt', '--json');

    expect(ran.code).toBe(0);
    expect(JSON.parse(ran.out)).toEqual({ version: 1, enforcement: 'halted', before: 'halted' });
  });

  test('resume lifts it', async () => {
    await hub.stocktake('halt');

    const ran = await hub.stocktake('resume', '--json');

    expect(ran.code).toBe(0);
    expect(JSON.parse(ran.out)).toEqual({ version: 1, enforcement: 'correct', before: 'halted' });
  });

  test.each([
    ['correct', 'halted'],
    ['report', 'halted report'],
    ['off', 'halted off'],
  ])('halting twice and resuming goes back to %s', async (mode, halted) => {
    await hub.stocktake('mode', mode);

    const first = await hub.stocktake('halt', '--json');
    await hub.stocktake('halt');
    const held = await switchText(hub);
    const ran = await hub.stocktake('resume', '--json');

    expect(JSON.parse(first.out)).toEqual({ version: 1, enforcement: 'halted', before: mode });
    expect(held).toBe(halted);
    expect(JSON.parse(ran.out)).toEqual({ version: 1, enforcement: mode, before: 'halted' });
    expect(await switchText(hub)).toBe(mode);
  });

  test('halt and resume say which mode is kept', async () => {
    await hub.stocktake('mode', 'report');

    const halted = await hub.stocktake('halt');
    const resumed = await hub.stocktake('resume');

    expect(halted.out).toContain('(the switch was: report)');
    expect(halted.out).toContain('`stocktake resume` goes back to the mode report');
    expect(resumed.out).toContain('The halt is lifted, and the mode is report');
    expect(resumed.out).not.toContain('Corrections are made again');
  });

  test('a word typed by hand is resumed from as ever', async () => {
    holdSwitch(hub, 'halted\n');

    const ran = await hub.stocktake('resume', '--json');

    expect(JSON.parse(ran.out)).toEqual({ version: 1, enforcement: 'correct', before: 'halted' });
  });

  test('resuming where nobody halted changes no mode', async () => {
    await hub.stocktake('mode', 'off');

    const ran = await hub.stocktake('resume', '--json');

    expect(JSON.parse(ran.out)).toEqual({ version: 1, enforcement: 'off', before: 'off' });
  });

  test('where nobody can read the switch halt works, and says what resume will make of it', async () => {
    hub.organization.revoke(operator, 'ssm:GetParameter');

    const ran = await hub.stocktake('halt');

    expect(ran.code).toBe(0);
    expect(ran.out).toContain('(the switch was: unreadable)');
    expect(ran.out).toContain('`stocktake mode` tells what `stocktake resume` goes back to');
    expect(await switchText(hub)).toBe('halted');
  });

  test('where nobody can read the switch resume does nothing: it knows no mode', async () => {
    await hub.stocktake('mode', 'report');
    await hub.stocktake('halt');
    hub.organization.revoke(operator, 'ssm:GetParameter');

    const ran = await hub.stocktake('resume');

    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(ran.err).toContain('the parameter /stocktake/enforcement cannot be read');
    expect(await switchText(hub)).toBe('halted report');
  });

  test('resume tells people when', async () => {
    const ran = await hub.stocktake('resume');

    expect(ran.out).toContain('within 75 seconds');
  });

  test('resume promises nothing that the mode off does not keep', async () => {
    await hub.stocktake('mode', 'off');
    await hub.stocktake('halt');

    const ran = await hub.stocktake('resume');

    expect(ran.out).toContain('Whatever was held is dropped as well');
    expect(ran.out).not.toContain('comes back by itself');
  });

  test('a switch that holds nonsense can be turned all the same', async () => {
    holdSwitch(hub, 'perhaps');

    const ran = await hub.stocktake('halt', '--json');

    expect(ran.code).toBe(0);
    expect(JSON.parse(ran.out)).toMatchObject({ enforcement: 'halted', before: 'unreadable' });
  });

  test('a switch that cannot be set is one line and ends with 1', async () => {
    const refusal = new AwsError(
      'AccessDeniedException',
      'not authorized to perform: ssm:PutParameter',
    );
    hub.organization.faults.next(1, { operation: 'PutParameter' }, refusal);

    const ran = await hub.stocktake('halt', '--json');

    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(ran.err).toMatch(
      /^stocktake halt: .*not authorized to perform: ssm:PutParameter \(denied\): .*\n$/,
    );
  });
});
