import type { Cloud } from '../../infra/cloud.ts';
import { exitCodeOf, type Outcome } from '../../rules/outcome.ts';
import type { Run } from '../run.ts';
import type { SweepResult } from '../sweep/close.ts';
import { runSweep } from '../sweep/run-sweep.ts';
import { soundMandateFile } from './mandate-file.ts';
import { printDocument } from './show/document.ts';
import { printLines } from './show/lines.ts';
import { progressOn } from './show/progress.ts';
import { sweepReport } from './show/sweep-report.ts';
import { sweepPace } from './sweep/sweep-pace.ts';
import { UsageError } from './usage-error.ts';
import { warnOfAnotherMandate } from './warn-of-another-mandate.ts';
import type { ExitCode, World } from './world.ts';

interface Request {
  readonly account: readonly string[];
  readonly force: number | undefined;
  readonly mandate: string | undefined;
  readonly json: boolean;
}

/** A bucket that a sweep found failing, or an account. */
export interface FailedBucket {
  readonly account: string;
  /** Absent on an account whose buckets could not be listed. */
  readonly region?: string;
  readonly bucket?: string;
  readonly cause?: string;
  readonly message?: string;
}

/** What has failed is named up to here; the ledger has all of it. */
const NAMED = 1_000;

/** `stocktake sweep`: every bucket, by the same steps as the hub's own sweep. */
export async function sweep(request: Request, world: World): Promise<ExitCode> {
  const { force, account: accounts } = request;
  if (force !== undefined && accounts.length > 0)
    throw new UsageError('--force releases a whole sweep; leave --account out');
  const cloud = await world.connect(await soundMandateFile(request.mandate, world));
  await warnOfAnotherMandate(cloud, 'sweep', world);
  const failed: FailedBucket[] = [];
  const stopped = world.untilStopped().then(() => 'stopped' as const);
  const result = await Promise.race([sweepAll(cloud, request, { world, failed }), stopped]);
  if (result === 'stopped') return tellStopped(world);
  if (request.json) printDocument(world.out, documentOf(result, failed));
  else printLines(world.out, sweepReport(world.out, result, failed));
  return exitOf(result);
}

interface Surroundings {
  readonly world: World;
  readonly failed: FailedBucket[];
}

/** Somebody has edited the table by hand. */
const unreadable = {
  cause: 'unreadable',
  message: 'nobody can tell what bucket this item of the ledger is of',
};

function sweepAll(
  cloud: Cloud,
  { account: accounts, force }: Request,
  { world, failed }: Surroundings,
): Promise<SweepResult> {
  const progress = progressOn(world.err);
  const pace = sweepPace(() => cloud.clock.now());
  const say = () => progress.say(pace.line());
  return runSweep(
    cloud,
    { accounts, force },
    {
      hasTime: () => true,
      opened: (opened) => {
        pace.opened(opened);
        if (opened.isResumed)
          world.err.write(`stocktake sweep: goes on with sweep ${opened.sweep}\n`);
      },
      passed: (account, trouble) => {
        pace.passed();
        if (trouble) failed.push({ account, ...trouble });
      },
      weighed: (weighed) => pace.weighed(weighed),
      skipped: (account, bucket) => failed.push({ account, region: '-', bucket, ...unreadable }),
      told: (run) => {
        pace.told(run);
        say();
        if (run.outcome === 'failed' && failed.length < NAMED) failed.push(failedBucket(run));
      },
    },
  ).finally(progress.end);
}

function failedBucket({ bucket, cause, reason }: Run): FailedBucket {
  const { account, region, name } = bucket;
  return {
    account,
    region,
    bucket: name,
    ...(cause && { cause }),
    ...(reason && { message: reason }),
  };
}

function tellStopped({ err }: World): ExitCode {
  err.write('stocktake sweep: stopped; nothing is lost, the same command goes on from here\n');
  return 2;
}

function documentOf(result: SweepResult, failed: readonly FailedBucket[]): object {
  return { ...result, failed };
}

function exitOf({ ended, counts, unlisted }: SweepResult): ExitCode {
  const codes = (Object.keys(counts) as Outcome[])
    .filter((outcome) => (counts[outcome] ?? 0) > 0)
    .map(exitCodeOf);
  if (unlisted > 0 || codes.includes(1)) return 1;
  return ended !== 'closed' || codes.includes(2) ? 2 : 0;
}
