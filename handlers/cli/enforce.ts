import { causes } from '../../rules/cause.ts';
import { exitCodeOf } from '../../rules/outcome.ts';
import { enforceBucket } from '../enforce.ts';
import type { Run } from '../run.ts';
import { soundMandateFile } from './mandate-file.ts';
import { changeLines } from './show/change-lines.ts';
import { printDocument } from './show/document.ts';
import { printLines } from './show/lines.ts';
import { outcomeMark } from './show/outcome-mark.ts';
import { printable } from './show/printable.ts';
import type { ExitCode, Screen, World } from './world.ts';

interface Request {
  readonly bucket: string;
  readonly account: string;
  readonly region: string;
  readonly mandate: string | undefined;
  readonly json: boolean;
}

/** `stocktake enforce`: one bucket, now, by the same code as the function runs. */
export async function enforce(request: Request, world: World): Promise<ExitCode> {
  const cloud = await world.connect(await soundMandateFile(request.mandate, world));
  const { account, region, bucket: name } = request;
  const bucket = { account, region, name };
  const run = await enforceBucket(cloud, { bucket, event: 'check', at: cloud.clock.now() });
  if (request.json) printDocument(world.out, documentOf(run));
  else printLines(world.out, report(world.out, run));
  return exitCodeOf(run.outcome);
}

function documentOf({ bucket, outcome, cause, reason, changes, surplus }: Run): object {
  return {
    account: bucket.account,
    region: bucket.region,
    bucket: bucket.name,
    outcome,
    ...(cause && { cause }),
    ...(reason && { reason }),
    changes,
    surplus,
  };
}

function report(screen: Screen, run: Run): string[] {
  const { account, region, name } = run.bucket;
  return [
    `${outcomeMark(screen, run.outcome)}  ${name}  ${account} ${region}`,
    ...run.changes.flatMap((change) => changeLines(screen, change)),
    ...run.surplus.map((id) => `  = ${printable(id)}  surplus: no rule demands it`),
    ...why(run).map((line) => `  ${line}`),
  ];
}

function why({ cause, reason, next }: Run): string[] {
  if (cause === 'malformed-message') return [`${printable(reason ?? cause)}; check --account`];
  return [
    ...(reason ? [printable(reason)] : []),
    ...(cause ? [`${cause}: ${causes[cause].sentence}`] : []),
    ...(next.do === 'come-back'
      ? ['Run the command again, or let the next event or sweep do it.']
      : []),
  ];
}
