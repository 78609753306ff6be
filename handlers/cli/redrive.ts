import type { Cloud } from '../../infra/cloud.ts';
import type { Cause } from '../../rules/cause.ts';
import type { RedriveFilter } from '../../rules/redrive.ts';
import type { Ending } from './redrive/ending.ts';
import { findLetters, findTroubles, type Troubles } from './redrive/find-troubles.ts';
import { printDocument } from './show/document.ts';
import { printLines } from './show/lines.ts';
import { progressOn } from './show/progress.ts';
import { redriveDocument, rehearsalDocument } from './show/redrive-document.ts';
import { failedLine, progressLine, redriveReport } from './show/redrive-report.ts';
import { rehearsalReport } from './show/rehearsal-report.ts';
import { UsageError } from './usage-error.ts';
import type { ExitCode, World } from './world.ts';

interface Request {
  readonly cause: Cause | undefined;
  readonly account: readonly string[];
  /** Seconds. */
  readonly 'older-than': number | undefined;
  readonly discard: boolean;
  readonly 'dry-run': boolean;
  readonly json: boolean;
}

/** `stocktake redrive`: what has come to its end is tried again, or letters that nothing can mend are thrown away. */
export async function redrive(request: Request, world: World): Promise<ExitCode> {
  mustBeMeant(request);
  const cloud = await world.connect();
  const troubles = await troublesOf(cloud, request);
  if (request['dry-run']) return rehearse(request, troubles, { cloud, world });
  const endings = await carryOut(request, troubles, { cloud, world });
  return tell(request, { troubles, endings }, world);
}

/** What is thrown away does not come back: nobody may have meant one cause and forgotten to name it. */
function mustBeMeant({ discard, cause, account, 'older-than': age }: Request): void {
  if (!discard || cause !== undefined || account.length > 0 || age !== undefined) return;
  throw new UsageError(
    '--discard throws letters away for good: say which, with --cause, --account or --older-than',
  );
}

async function troublesOf(cloud: Cloud, request: Request): Promise<Troubles> {
  const { cause, account: accounts, 'older-than': age } = request;
  const before = age === undefined ? undefined : cloud.clock.now() - age * 1_000;
  const filter: RedriveFilter = { cause, accounts, before };
  if (!request.discard) return findTroubles(cloud, filter);
  return { letters: await findLetters(cloud, filter), buckets: [] };
}

interface Surroundings {
  readonly cloud: Cloud;
  readonly world: World;
}

/** It has no path to a write: the files that send and throw away are not even loaded. */
function rehearse(request: Request, troubles: Troubles, { cloud, world }: Surroundings): ExitCode {
  const { out } = world;
  const rehearsal = { troubles, isDiscard: request.discard, now: cloud.clock.now() };
  if (request.json) printDocument(out, rehearsalDocument(rehearsal));
  else printLines(out, rehearsalReport(out, rehearsal));
  return 0;
}

async function carryOut(
  { discard: isDiscard }: Request,
  troubles: Troubles,
  { cloud, world }: Surroundings,
): Promise<readonly Ending[]> {
  const progress = progressOn(world.err);
  const endings: Ending[] = [];
  const total = troubles.letters.length + troubles.buckets.length;
  try {
    for await (const ending of await endingsOf(cloud, troubles, isDiscard)) {
      endings.push(ending);
      progress.say(progressLine(endings.length, total));
    }
  } finally {
    progress.end();
  }
  return endings;
}

async function endingsOf(cloud: Cloud, troubles: Troubles, isDiscard: boolean) {
  if (isDiscard) return (await import('./redrive/discard.ts')).discard(cloud, troubles.letters);
  return (await import('./redrive/send-back.ts')).sendBack(cloud, troubles);
}

interface Done {
  readonly troubles: Troubles;
  readonly endings: readonly Ending[];
}

function tell({ json }: Request, { troubles, endings }: Done, { out, err }: World): ExitCode {
  if (json) printDocument(out, redriveDocument(troubles, endings));
  else printLines(out, redriveReport(out, endings));
  const failures = endings.filter((ending) => ending.how === 'failed');
  printLines(
    err,
    failures.map((failure) => `stocktake redrive: ${failedLine(failure)}`),
  );
  return failures.length > 0 ? 1 : 0;
}
