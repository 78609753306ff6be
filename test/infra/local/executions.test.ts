import {
  DescribeExecutionCommand,
  ListExecutionsCommand,
  RedriveExecutionCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { describe, expect, test } from '@jest/globals';
import { accounts, aSweep, machineArn, type Steps, steps } from './a-sweep.ts';
import { clientOf, HUB, PRODUCTION, refusal } from './an-organization.ts';
import { START } from './ground.ts';

const HOUR = 3_600_000;
const scheduleRole = `arn:aws:iam::${HUB}:role/stocktake/stocktake-sweep-schedule`;

/** Never comes to an end by itself. */
const endless: Steps = ({ step }) =>
  step === 'open' ? { sweep: 7, accounts: accounts(1) } : new Promise(() => undefined);

describe('executions over the wire', () => {
  test('begin, and tell how they ended', async () => {
    const organization = await aSweep(steps(accounts(1)));
    const client = new SFNClient(clientOf(organization, HUB));
    const request = { stateMachineArn: machineArn, name: 'first', input: '{"force":3}' };

    const { executionArn } = await client.send(new StartExecutionCommand(request));
    await organization.clock.runUntilIdle();

    expect(organization.steps[0]).toEqual({ step: 'open', force: 3 });
    expect(await client.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({
      executionArn: `arn:aws:states:eu-west-1:${HUB}:execution:stocktake-sweep:first`,
      stateMachineArn: machineArn,
      name: 'first',
      status: 'SUCCEEDED',
      startDate: new Date(START),
      stopDate: expect.any(Date),
      input: '{"force":3}',
      output: '{"sweep":7,"buckets":0}',
      redriveCount: 0,
    });
  });

  test('are one if they are begun twice by the same name, and none if that is taken', async () => {
    const organization = await aSweep(endless);
    const client = new SFNClient(clientOf(organization, HUB));
    const start = (input: string) =>
      client.send(new StartExecutionCommand({ stateMachineArn: machineArn, name: 'one', input }));

    const [once, twice] = [await start('{}'), await start('{}')];
    const { name } = await refusal(start('{"force":1}'));

    expect(twice.executionArn).toBe(once.executionArn);
    expect(name).toBe('ExecutionAlreadyExists');
  });

  test('are listed, stopped and redriven', async () => {
    const organization = await aSweep(endless);
    const client = new SFNClient(clientOf(organization, HUB));
    const listed = async () => {
      const request = new ListExecutionsCommand({ stateMachineArn: machineArn });
      const { executions = [] } = await client.send(request);
      return executions.map(({ name, status }) => `${name} ${status}`);
    };
    const { arn: executionArn } = organization.start({}, 'long');
    organization.start({}, 'longer');

    const why = { error: 'Enough', cause: 'It takes too long.' };
    await client.send(new StopExecutionCommand({ executionArn, ...why }));

    expect(await listed()).toEqual(['longer RUNNING', 'long ABORTED']);
    const ended = await client.send(new DescribeExecutionCommand({ executionArn }));
    expect(ended).toMatchObject(why);

    await client.send(new RedriveExecutionCommand({ executionArn }));

    expect(await listed()).toEqual(['longer RUNNING', 'long RUNNING']);
    const twice = await refusal(client.send(new RedriveExecutionCommand({ executionArn })));
    expect(twice.name).toBe('ExecutionNotRedrivable');
  });

  test('are the business of their own account', async () => {
    const organization = await aSweep(endless);
    const client = new SFNClient(clientOf(organization, PRODUCTION));

    const start = client.send(new StartExecutionCommand({ stateMachineArn: machineArn }));

    expect((await refusal(start)).name).toBe('StateMachineDoesNotExist');
  });

  test('take JSON', async () => {
    const client = new SFNClient(clientOf(await aSweep(endless), HUB));
    const request = { stateMachineArn: machineArn, input: 'everything' };

    const start = client.send(new StartExecutionCommand(request));

    expect((await refusal(start)).name).toBe('InvalidExecutionInput');
  });
});

describe('the schedule of the sweep', () => {
  test('begins one every day at its hour', async () => {
    const { clock, machines } = await aSweep(steps([]), { schedules: true });

    await clock.advance(48 * HOUR);

    const began = machines.stateMachines.all().map(({ startedAt }) => (startedAt - START) / HOUR);
    expect(began).toEqual([25, 1]);
  });

  test('begins none if its role may not', async () => {
    const { clock, machines, revoke } = await aSweep(steps([]), { schedules: true });
    revoke(scheduleRole, 'states:StartExecution');

    await clock.advance(24 * HOUR);

    expect(machines.stateMachines.all()).toEqual([]);
    expect(machines.schedules.refusals().map(({ reason }) => reason)).toEqual([
      expect.stringContaining(
        `not authorized to perform: states:StartExecution on resource: ${machineArn}`,
      ),
    ]);
  });
});
