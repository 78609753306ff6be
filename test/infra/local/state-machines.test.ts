import { describe, expect, test } from '@jest/globals';
import { accounts, aSweep, failure, machineRole, type Steps, steps } from './a-sweep.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const [first = '', second = ''] = accounts(2);

/** As `steps`, but for what is done otherwise first. */
function except(otherwise: Steps, usual: Steps): Steps {
  return async (step) => (await otherwise(step)) ?? usual(step);
}

describe('the state machine of the sweep', () => {
  test.each([0, 1, 25])('surveys, weighs, corrects and closes with %i accounts', async (count) => {
    const swept = accounts(count);
    const { sweep, ...organization } = await aSweep(steps(swept));

    const { status, output } = await sweep();

    const of = (step: string) => swept.map((account) => ({ step, sweep: 7, account }));
    expect(organization.steps).toHaveLength(2 * count + 3);
    expect(organization.steps).toEqual([
      { step: 'open' },
      ...of('survey'),
      { step: 'weigh', sweep: 7 },
      ...of('correct'),
      { step: 'close', sweep: 7 },
    ]);
    expect({ status, output }).toEqual({ status: 'SUCCEEDED', output: { sweep: 7, buckets: 0 } });
  });

  test('hands on what somebody begins it with', async () => {
    const { sweep, ...organization } = await aSweep(steps([first]));

    await sweep({ accounts: [first], force: 3 });

    expect(organization.steps[0]).toEqual({ step: 'open', accounts: [first], force: 3 });
  });

  test('asks for the next page until an account is done', async () => {
    const { sweep, ...organization } = await aSweep(steps([first], { pages: 3 }));

    await sweep();

    const surveyed = organization.steps.filter(({ step }) => step === 'survey');
    expect(surveyed.map(({ cursor }) => cursor)).toEqual([undefined, '2', '3']);
    const corrected = organization.steps.filter(({ step }) => step === 'correct');
    expect(corrected.map(({ cursor }) => cursor)).toEqual([undefined, '2', '3']);
  });

  test.each(['held', 'nothing'])('corrects nothing when the verdict is %s', async (verdict) => {
    const { sweep, ...organization } = await aSweep(steps(accounts(3), { verdict }));

    const { status } = await sweep();

    expect(organization.steps.filter(({ step }) => step === 'correct')).toEqual([]);
    expect(organization.steps.at(-1)).toEqual({ step: 'close', sweep: 7 });
    expect(status).toBe('SUCCEEDED');
  });

  test('sweeps as many accounts at a time as the template says', async () => {
    const parameters = { SweepConcurrency: '3' };
    const { sweep, atOnce } = await aSweep(steps(accounts(20)), { parameters });

    await sweep();

    expect(atOnce()).toBe(3);
  });
});

describe('an account that fails', () => {
  const broken = (many: number) => {
    const down = accounts(many);
    return except(
      ({ step, account }) => {
        if (step === 'survey' && down.includes(String(account))) throw failure('TypeError');
        return undefined;
      },
      steps(accounts(20)),
    );
  };

  test('does not stop the others, as long as there are few', async () => {
    const { sweep } = await aSweep(broken(2));

    expect(await sweep()).toMatchObject({ status: 'SUCCEEDED' });
  });

  test('stops all when there are many', async () => {
    const { sweep, ...organization } = await aSweep(broken(3));

    const execution = await sweep();

    expect(execution).toMatchObject({
      status: 'FAILED',
      error: 'States.ExceedToleratedFailureThreshold',
    });
    expect(organization.steps.some(({ step }) => step === 'weigh')).toBe(false);
  });

  test('is the only one to be surveyed again when the sweep is redriven', async () => {
    const down = new Set(accounts(20).slice(0, 3));
    const wanted = [...down];
    const { machines, clock, sweep, ...organization } = await aSweep(
      except(
        ({ step, account }) => {
          if (step === 'survey' && down.has(String(account))) throw failure('Error');
          return undefined;
        },
        steps(accounts(20)),
      ),
    );
    const execution = await sweep();
    const before = organization.steps.length;
    const done = organization.steps.filter(({ step }) => step === 'survey').length;

    down.clear();
    machines.stateMachines.redrive(execution.arn);
    await clock.runUntilIdle();

    const again = organization.steps.slice(before).filter(({ step }) => step === 'survey');
    expect(again.map(({ account }) => account)).toEqual(wanted);
    expect(done).toBe(17 + 3 * 3);
    expect(execution).toMatchObject({ status: 'SUCCEEDED', redriveCount: 1, error: undefined });
  });
});

describe('a step that fails', () => {
  /** Fails so often, then works. Tells when it was tried, in seconds from the first try on. */
  async function tries(name: string, fails: number) {
    const at: number[] = [];
    const { clock, sweep } = await aSweep(
      except(({ step }) => {
        if (step !== 'open') return undefined;
        at.push(clock.now());
        if (at.length <= fails) throw failure(name, 'not now');
        return undefined;
      }, steps([])),
    );
    const execution = await sweep();
    return { at: at.map((moment) => (moment - Number(at[0])) / 1_000), execution };
  }

  test('is taken again, later and later, while Lambda has no room', async () => {
    const { at, execution } = await tries('Lambda.TooManyRequestsException', 8);

    expect(execution.status).toBe('SUCCEEDED');
    const pauses = at.slice(1).map((moment, before) => moment - Number(at[before]));
    for (const [attempt, pause] of pauses.entries()) {
      expect(pause).toBeLessThanOrEqual(Math.min(2 * 2 ** attempt, 120));
    }
    expect(Math.max(...pauses)).toBeGreaterThan(20);
  });

  test('is given up when Lambda has no room for long', async () => {
    const { at, execution } = await tries('Lambda.TooManyRequestsException', 9);

    expect(at).toHaveLength(9);
    expect(execution).toMatchObject({
      status: 'FAILED',
      error: 'Lambda.TooManyRequestsException',
      cause: '{"errorType":"Lambda.TooManyRequestsException","errorMessage":"not now"}',
    });
  });

  test('is taken twice again when it fails by itself', async () => {
    expect((await tries('KnownFailure', 2)).execution.status).toBe('SUCCEEDED');
    expect((await tries('KnownFailure', 3)).execution.error).toBe('KnownFailure');
  });

  test('is one that takes too long, too', async () => {
    const { sweep, ...organization } = await aSweep(() => new Promise(() => undefined));

    const execution = await sweep();

    expect(organization.steps).toHaveLength(3);
    expect(execution).toMatchObject({ status: 'FAILED', error: 'Sandbox.Timedout' });
  });
});

describe('an execution', () => {
  /** Accounts without an end: each page takes a quarter of an hour, nearly. */
  async function anEndlessSweep() {
    const endless = await aSweep(
      except(
        async ({ step, account, cursor }) => {
          if (step !== 'survey') return undefined;
          await endless.clock.sleep(14 * MINUTE);
          return { sweep: 7, account, cursor: String(Number(cursor ?? 1) + 1) };
        },
        steps(accounts(2)),
      ),
    );
    return endless;
  }

  test('ends after 23 hours', async () => {
    const { clock, start } = await anEndlessSweep();
    const execution = start();

    await clock.advance(23 * HOUR - 1);
    expect(execution.status).toBe('RUNNING');
    await clock.advance(1);

    expect(execution).toMatchObject({ status: 'TIMED_OUT', error: 'States.Timeout' });
  });

  test('that is stopped takes no further step, and goes on where it was when it is redriven', async () => {
    const { clock, start, machines, ...organization } = await anEndlessSweep();
    const execution = start();
    await clock.advance(30 * MINUTE);

    await machines.stateMachines.stop(execution.arn);
    await clock.advance(HOUR);
    const { status, endedAt } = execution;
    const taken = organization.steps.length;
    machines.stateMachines.redrive(execution.arn);
    await clock.advance(1);

    expect({ status, endedAt }).toEqual({ status: 'ABORTED', endedAt: clock.now() - HOUR - 1 });
    expect(taken).toBe(1 + 2 * 3);
    expect(organization.steps.slice(taken)).toEqual([
      { step: 'survey', sweep: 7, account: first, cursor: '3' },
      { step: 'survey', sweep: 7, account: second, cursor: '3' },
    ]);
    expect(execution.status).toBe('RUNNING');
  });

  test('hands no more from state to state than Step Functions does, and that is not tried again', async () => {
    const { sweep, ...organization } = await aSweep(steps(accounts(20_000)));

    const execution = await sweep();

    expect(organization.steps).toHaveLength(1);
    expect(execution).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
  });

  test('has room for 17,000 accounts', async () => {
    const { sweep, revoke } = await aSweep(steps(accounts(17_000)));
    revoke(machineRole, 'states:StartExecution'); // it is enough to come as far as that

    expect(await sweep()).toMatchObject({ error: 'States.Permissions' });
  });
});

describe('what the role of the machine may not do', () => {
  test.each([
    ['lambda:InvokeFunction', 'Lambda.AWSLambdaException'],
    ['states:StartExecution', 'States.Permissions'],
    ['states:DescribeExecution', 'States.Permissions'],
  ])('%s ends the sweep', async (action, error) => {
    const { sweep, revoke, machines } = await aSweep(steps([first]));
    revoke(machineRole, action);

    const execution = await sweep();

    const reason = expect.stringContaining(
      `not authorized to perform: ${action} on resource: arn:`,
    );
    expect(execution).toMatchObject({ status: 'FAILED', error, cause: reason });
    expect(machines.stateMachines.refusals()[0]?.reason).toEqual(reason);
  });

  test('states:RedriveExecution keeps it from being redriven', async () => {
    const { sweep, revoke, machines, clock } = await aSweep(
      except(
        ({ step }) => {
          if (step === 'survey') throw failure('Error');
          return undefined;
        },
        steps([first]),
      ),
    );
    const execution = await sweep();
    revoke(machineRole, 'states:RedriveExecution');

    machines.stateMachines.redrive(execution.arn);
    await clock.runUntilIdle();

    expect(execution).toMatchObject({ status: 'FAILED', error: 'States.Permissions' });
  });

  test('states:StopExecution is kept in mind when an execution is stopped', async () => {
    const { start, revoke, machines, clock } = await aSweep(
      except(
        ({ step }) => (step === 'survey' ? new Promise(() => undefined) : undefined),
        steps([first]),
      ),
    );
    const { arn } = start();
    await clock.advance(0);
    revoke(machineRole, 'states:StopExecution');

    await machines.stateMachines.stop(arn);

    expect(machines.stateMachines.refusals().map(({ reason }) => reason)).toEqual([
      expect.stringContaining('perform: states:StopExecution on resource: arn:'),
    ]);
  });
});
