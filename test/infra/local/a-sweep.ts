import { setImmediate } from 'node:timers/promises';
import type { LambdaHandler } from '../../../infra/local/lambda/invoke.ts';
import type { OrganizationOptions } from '../../../infra/local/organization.ts';
import type { Execution } from '../../../infra/local/states/execution.ts';
import { anOrganization, HUB, type OrganizationInTest } from './an-organization.ts';

/** What the function of the sweep is given, and answers. */
export type Step = Readonly<Record<string, unknown>>;
export type Steps = (step: Step) => unknown;

export const machineArn = `arn:aws:states:eu-west-1:${HUB}:stateMachine:stocktake-sweep`;
export const machineRole = `arn:aws:iam::${HUB}:role/stocktake/stocktake-sweep-machine`;

export interface SweepInTest extends OrganizationInTest {
  /** What the function was given, in order. */
  readonly steps: readonly Step[];
  /** The most calls that were under way at a time. */
  atOnce(): number;
  start(input?: object, name?: string): Execution;
  /** From the beginning to the end, however long that takes. */
  sweep(input?: object): Promise<Execution>;
}

/** The house's own state machine with another function behind it. */
export async function aSweep(
  steps: Steps,
  options: Partial<OrganizationOptions> = {},
): Promise<SweepInTest> {
  const seen: Step[] = [];
  let [under, most] = [0, 0];
  const handler: LambdaHandler = async (event) => {
    const step = event as Step;
    seen.push(step);
    under += 1;
    most = Math.max(most, under);
    await organization.clock.track(setImmediate());
    under -= 1;
    return await steps(step);
  };
  const organization = await anOrganization({ functions: { sweep: () => handler }, ...options });
  const { stateMachines } = organization.machines;
  const start = (input: object = {}, name?: string) => stateMachines.start(machineArn, input, name);
  return {
    ...organization,
    get calls() {
      return organization.calls;
    },
    steps: seen,
    atOnce: () => most,
    start,
    async sweep(input) {
      const execution = start(input);
      await organization.clock.runUntilIdle();
      return execution;
    },
  };
}

/** So many accounts, `000000000001` and on. */
export function accounts(count: number): readonly string[] {
  return Array.from({ length: count }, (_, at) => String(at + 1).padStart(12, '0'));
}

/** Steps of a sweep in which every account has so many pages, and everything is plausible. */
export function steps(swept: readonly string[], { pages = 1, verdict = 'correct' } = {}): Steps {
  return ({ step, sweep, account, cursor }) => {
    const page = Number(cursor ?? 1);
    if (step === 'open') return { sweep: 7, accounts: swept };
    if (step === 'weigh') return { sweep, verdict, accounts: verdict === 'correct' ? swept : [] };
    if (step === 'close') return { sweep, buckets: 0 };
    return { sweep, account, ...(page < pages && { cursor: String(page + 1) }) };
  };
}

/** An error as a function throws it. */
export function failure(name: string, message = 'It is broken.'): Error {
  return Object.assign(new Error(message), { name });
}
