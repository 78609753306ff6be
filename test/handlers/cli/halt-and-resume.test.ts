import { beforeEach, describe, expect, test } from '@jest/globals';
import { AwsError } from '../../../infra/local/service.ts';
import { aHub, type Hub } from './a-hub.ts';

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

  test('resume tells people when', async () => {
    const ran = await hub.stocktake('resume');

    expect(ran.out).toContain('within 75 seconds');
  });

  test('a switch that holds nonsense can be turned all the same', async () => {
    breakSwitch(hub);

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

/** What the parameter's pattern keeps everybody else from. */
function breakSwitch({ organization: { machines, seed } }: Hub): void {
  machines.parameters.put(seed.hub, '/stocktake/enforcement', 'perhaps');
}
