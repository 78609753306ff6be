import { failureOf, KnownFailure } from '../../infra/aws/failure.ts';
import { recall } from '../../infra/aws/ledger.ts';
import type { BucketEntry } from '../../infra/aws/ledger-item.ts';
import type { Cloud } from '../../infra/cloud.ts';
import { type BucketPlan, planBucket } from '../plan.ts';
import { complaint } from './complaint.ts';
import { type LastOutcome, lastOutcome, lastOutcomeLine } from './last-outcome.ts';
import { soundMandateFile } from './mandate-file.ts';
import { printDocument } from './show/document.ts';
import { explanation } from './show/explanation.ts';
import { printLines } from './show/lines.ts';
import { warnOfStandstill } from './warn-of-standstill.ts';
import type { ExitCode, World } from './world.ts';

interface Request {
  readonly bucket: string;
  readonly account: string;
  readonly region: string;
  readonly mandate: string | undefined;
  readonly json: boolean;
}

/**
 * `stocktake explain`: which rules meet a bucket and why, and what the ledger last knew. Reads only.
 *
 * @throws KnownFailure `unreadable` with the bucket's name and place when there is none, and with the last outcome beside
 *   the refusal when there is one; AWS's other answers as they are.
 */
export async function explainBucket(request: Request, world: World): Promise<ExitCode> {
  const cloud = await world.connect(await soundMandateFile(request.mandate, world));
  const { account, region, bucket: name } = request;
  const known = await recall(cloud, { account, region, name });
  const last = lastOutcome(known);
  const planned = await planExisting(cloud, known).catch((cause: unknown) => refuse(cause, last));
  if (request.json) printDocument(world.out, documentOf(planned, last));
  else printLines(world.out, explanation(world.out, planned, last));
  await warnOfStandstill(cloud, 'explain', world);
  return 0;
}

async function planExisting(cloud: Cloud, known: BucketEntry): Promise<BucketPlan> {
  return planBucket(cloud, known).catch((cause: unknown) => {
    if (failureOf(cause).cause !== 'gone') throw cause;
    const { account, region, bucket } = known;
    const message = `account ${account} has no bucket ${bucket} in ${region}`;
    throw new KnownFailure('unreadable', message, { cause });
  });
}

/** Who looks because a run failed learns how, even where the same trouble keeps the bucket from being read. */
function refuse(cause: unknown, last: LastOutcome | undefined): never {
  if (!last) throw cause;
  const isSame = last.reason === failureOf(cause).message;
  const before = lastOutcomeLine(isSame ? { ...last, reason: 'for the same reason' } : last);
  const now = complaint(cause).replace(/\.$/, '');
  throw new KnownFailure('unreadable', `${now}. ${before}`, { cause });
}

function documentOf(
  { facts, judgement, observed, plan }: BucketPlan,
  last: LastOutcome | undefined,
): object {
  const { standing, reason, rules, exemption, desired } = judgement;
  return {
    bucket: facts,
    standing,
    ...(reason && { reason }),
    ...(last && { last }),
    rules,
    ...(exemption && { exemption }),
    desired: desired.inventories.map(({ inventory }) => inventory),
    observed,
    changes: plan.changes,
    surplus: plan.surplus,
  };
}
