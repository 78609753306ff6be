import { median } from './median.ts';

const ROUNDS = 41;
const RUNS_A_ROUND = 25;
const WARM_UP_ROUNDS = 10;

/**
 * CPU of one run, in milliseconds: medians of rounds that alternate, so that a busy moment of the machine hits both.
 *
 * @param prepare is called before each round.
 */
export async function cpuBeside(
  bare: () => Promise<unknown>,
  ours: () => Promise<unknown>,
  prepare: () => void,
): Promise<{ readonly floor: number; readonly value: number }> {
  const floors: number[] = [];
  const values: number[] = [];
  for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round += 1) {
    prepare();
    const floor = await cpuOfARun(bare);
    prepare();
    const value = await cpuOfARun(ours);
    if (round < 0) continue;
    floors.push(floor);
    values.push(value);
  }
  return { floor: median(floors), value: median(values) };
}

async function cpuOfARun(run: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  for (let count = 0; count < RUNS_A_ROUND; count += 1) await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000 / RUNS_A_ROUND;
}
