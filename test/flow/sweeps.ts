import type { SweepResult } from '../../handlers/sweep/close.ts';
import type { OpenStep } from '../../handlers/sweep/open.ts';
import { runSweep, type SweepWatch } from '../../handlers/sweep/run-sweep.ts';
import type { Execution } from '../../infra/local/states/execution.ts';
import type { House } from './house.ts';

const nothing = () => undefined;

/** Nobody watches, and there is time enough. */
export const unwatched: SweepWatch = {
  hasTime: () => true,
  told: nothing,
  skipped: nothing,
  opened: nothing,
  passed: nothing,
  weighed: nothing,
};

/** Sweeps as an operator, while time passes. */
export function sweep(
  house: House,
  request: OpenStep = {},
  watch: SweepWatch = unwatched,
): Promise<SweepResult> {
  return whileTimePasses(house, runSweep(house.operator, request, watch));
}

/** For work that sleeps now and then by the organization's clock. */
export async function whileTimePasses<Result>(
  house: House,
  work: Promise<Result>,
): Promise<Result> {
  let isOver = false;
  const over = () => {
    isOver = true;
  };
  work.then(over, over);
  while (!isOver) await house.clock.advance(100);
  return work;
}

/** Begins a sweep as the schedule does. */
export function beginSweep({ organization }: House): Execution {
  const { account, region } = organization.seed.hub;
  const arn = `arn:aws:states:${region}:${account}:stateMachine:stocktake-sweep`;
  return organization.machines.stateMachines.start(arn, {});
}
