import { enforcement } from '../infra/aws/enforcement.ts';
import { errorName, KnownFailure } from '../infra/aws/failure.ts';
import { applyChange } from '../infra/aws/inventories.ts';
import { keepMilestone, record } from '../infra/aws/ledger.ts';
import type { BucketEntry } from '../infra/aws/ledger-item.ts';
import type { Cloud } from '../infra/cloud.ts';
import { ruleOf } from '../rules/inventory.ts';
import type { Mode } from '../rules/mode.ts';
import { type Change, permitted, planIn } from '../rules/plan.ts';
import { brokenOff } from './broken-off.ts';
import { meet } from './meet.ts';
import type { Sighting } from './messages.ts';
import { type BucketPlan, planAgain, planBucket } from './plan.ts';
import { concluded, departed, fallenShort, type History, type Run } from './run.ts';
import { tellNews } from './tell-news.ts';

/** Reads are eventually consistent after a write: how long to wait before each further look, in milliseconds. */
export const LOOKS = [0, 250, 500, 1_000];
/** How long somebody else is given to finish writing to the bucket, in milliseconds: at least, and by chance as much again. */
const COURTESY = 1_000;

/**
 * The story: brings one bucket into line with the mandate, proves it, writes down how it went, and tells what is new.
 *
 * @param past what its message has been through before.
 * @returns how the run ended. A failure of AWS is an ending too, with what becomes of the message.
 * @throws only when the ending could not be written down or told: then the message must come back.
 */
export async function enforceBucket(
  cloud: Cloud,
  sighting: Sighting,
  past: Pick<History, 'trail' | 'redirected' | 'givenUp' | 'unlisted'> = {},
): Promise<Run> {
  const history = historyOf(cloud, sighting, past);
  const { known, failure } = await meet(cloud, sighting, past);
  // Not one of our accounts, or no ledger to look things up in: nothing is written anywhere.
  if (!known) return fallenShort(sighting.bucket, failure, history);
  const run = failure
    ? departed(sighting.bucket, failure, { ...history, known })
    : await comply(cloud, known, { ...history, known });
  const entry = await record(cloud, known, { ...run, actor: sighting.actor });
  if (entry) await tellNews(cloud, entry);
  if (!run.elsewhere) return run;
  return enforceBucket(cloud, moved(sighting, run.elsewhere), { ...past, redirected: true });
}

/**
 * Drops an event, as in mode `off`: its bucket is not looked at, but a birth or a deletion is noted, and the creator,
 * for they are known from nowhere else.
 *
 * @returns the run that fell short because it could not be noted; undefined when the event is done with.
 */
export async function dropEvent(
  cloud: Cloud,
  sighting: Sighting,
  past: Pick<History, 'trail'> = {},
): Promise<Run | undefined> {
  const { known, failure } = await meet(cloud, sighting, past);
  if (known) await keepDropped(cloud, sighting);
  return failure && fallenShort(sighting.bucket, failure, historyOf(cloud, sighting, past));
}

async function keepDropped(cloud: Cloud, { bucket, event, ...told }: Sighting): Promise<void> {
  if (event !== 'created' && event !== 'deleted') return;
  await keepMilestone(cloud, bucket, { kind: event, ...told });
}

function historyOf(cloud: Cloud, sighting: Sighting, past: Partial<History>): History {
  return { ...past, sighting, now: cloud.clock.now(), random: cloud.random };
}

/** Plan, apply what the mandate permits, and plan again: an empty second plan is the proof. */
async function comply(cloud: Cloud, known: BucketEntry, history: History): Promise<Run> {
  const applied: Change[] = [];
  let wanted: readonly Change[] = [];
  try {
    const mode = await modeInForce(cloud);
    const planned = await planBucket(cloud, known);
    const before = { ...planned, plan: planIn(mode, planned.plan) };
    wanted = permitted(before.plan);
    for (const change of wanted) {
      await mustStillCorrect(cloud);
      await applyChange(cloud, before.bucket, change);
      applied.push(change);
    }
    const after = applied.length > 0 ? await verify(cloud, before) : before;
    return concluded(before, after, { ...history, applied, mode });
  } catch (error) {
    if (isFirstCollision(error, history)) return complyAfterwards(cloud, known, history);
    const rule = ruleOf(wanted[applied.length]?.id ?? '');
    return brokenOff(cloud, { error, rule }, { ...history, known, applied });
  }
}

function isFirstCollision(error: unknown, { collided }: History): boolean {
  return errorName(error) === 'OperationAborted' && !collided;
}

/** Most likely it is another run for the bucket that writes: once it is done there is nothing left to do, and no news. */
async function complyAfterwards(cloud: Cloud, known: BucketEntry, history: History): Promise<Run> {
  await cloud.clock.sleep(COURTESY * (1 + cloud.random()));
  return comply(cloud, known, { ...history, collided: true });
}

/** @throws KnownFailure `halted` during an emergency stop, whatever the mode. */
async function modeInForce(cloud: Cloud): Promise<Mode> {
  const { mode, halted } = await enforcement(cloud);
  if (!halted) return mode;
  throw new KnownFailure('halted', 'corrections are halted; `stocktake resume` lifts it');
}

/**
 * A plan that was made in another mode is not carried out any more: its message comes back for a new one.
 *
 * @throws KnownFailure `halted` when corrections may not be made now, `unreadable` when nobody can tell.
 */
export async function mustStillCorrect(cloud: Cloud): Promise<void> {
  const mode = await modeInForce(cloud);
  if (mode === 'correct') return;
  throw new KnownFailure('halted', `the mode has become ${mode} meanwhile`);
}

async function verify(cloud: Cloud, before: BucketPlan): Promise<BucketPlan> {
  let after = before;
  for (const wait of LOOKS) {
    await cloud.clock.sleep(wait);
    after = await planAgain(cloud, before);
    if (permitted(after.plan).length === 0) break;
  }
  return after;
}

function moved(sighting: Sighting, region: string): Sighting {
  return { ...sighting, bucket: { ...sighting.bucket, region } };
}
