import type { Figure } from '../figure.ts';
import type { SweepEffort } from './sweep-effort.ts';

/** Sweeps of several sizes. */
export interface SweepEfforts {
  /** What the others are held against. */
  readonly usual: SweepEffort;
  readonly others: readonly SweepEffort[];
  /** As large as the usual one, with something to correct. */
  readonly drifted: SweepEffort;
}

/** What the efforts say, each beside its floor. */
export function sweepFigures({ usual, others, drifted }: SweepEfforts): Figure[] {
  return [
    ...figuresOf(usual),
    ...others.flatMap((effort) => [...figuresOf(effort), ...besides(effort, usual)]),
    ...correctionFigures(drifted, usual),
  ];
}

function figuresOf(effort: SweepEffort): Figure[] {
  const { cpu, bareCpu, calls, leastReadUnits, readUnits } = effort;
  const name = nameOf(effort);
  // What a sweep costs once is much for few.
  const promised = effort.buckets >= 10_000 ? { target: { ratio: 1.5 } } : {};
  return [
    { name: `${name}, CPU each`, unit: 'ms', floor: bareCpu, value: cpu, ...promised },
    { name: `${name}, a second and core`, unit: 'buckets', value: 1_000 / cpu },
    {
      name: `${name}, AWS calls each`,
      unit: 'calls',
      floor: 1,
      value: calls,
      target: { ratio: 1.2 },
    },
    {
      name: `${name}, ledger read units each`,
      unit: 'units',
      floor: leastReadUnits,
      value: readUnits,
    },
    { name: `${name}, memory`, unit: 'MB', value: effort.memory },
    { name: `${name}, memory still held afterwards`, unit: 'MB', value: effort.kept },
    {
      name: `${name}, CPU of the local organization each`,
      unit: 'ms',
      value: effort.organizationCpu,
    },
    {
      name: `${name}, memory of the local organization`,
      unit: 'MB',
      value: effort.organizationMemory,
    },
  ];
}

/** Whether time is linear: in floors, so that a busy moment of the machine is not taken for growth. And whether memory is flat. */
function besides(effort: SweepEffort, usual: SweepEffort): Figure[] {
  const inFloors = ({ cpu, bareCpu }: SweepEffort) => cpu / bareCpu;
  const time: Figure = {
    name: `${nameOf(effort)}, CPU each in floors, beside ${usual.buckets}`,
    unit: 'floors',
    floor: inFloors(usual),
    value: inFloors(effort),
  };
  if (effort.buckets < usual.buckets) return [time];
  const name = `${nameOf(effort)}, memory, no more than at ${usual.buckets}`;
  const target = { value: usual.memory + FLAT_MB };
  return [
    { ...time, target: { ratio: 1.1 } },
    { name, unit: 'MB', value: effort.memory, target },
  ];
}

/** A heap that is not full is collected when it suits: the same sweep takes so much more or less from run to run. */
const FLAT_MB = 80;

/** A put would do; what is found is read again, put, read again, and written down twice. */
function correctionFigures(effort: SweepEffort, usual: SweepEffort): Figure[] {
  const { buckets, corrected } = effort;
  const name = `${nameOf(effort)}, ${corrected} of them corrected`;
  const more = (mine: number, others: number) =>
    (mine - others * (buckets / usual.buckets)) / corrected;
  const calls = more(effort.calls * buckets, usual.calls * usual.buckets);
  const writes = more(effort.ledgerWrites, usual.ledgerWrites);
  return [
    { name: `${name}: AWS calls more for each`, unit: 'calls', floor: 1, value: calls },
    { name: `${name}: ledger writes for each`, unit: 'writes', floor: 1, value: writes },
    { name: `${name}: memory`, unit: 'MB', value: effort.memory },
    { name: `${name}: memory still held afterwards`, unit: 'MB', value: effort.kept },
  ];
}

function nameOf({ buckets }: SweepEffort): string {
  return `sweep of ${buckets} buckets`;
}
