import { failureOf, KnownFailure } from '../../infra/aws/failure.ts';
import { recall } from '../../infra/aws/ledger.ts';
import type { Cloud } from '../../infra/cloud.ts';
import type { BucketRef } from '../../rules/bucket.ts';
import { type BucketPlan, planBucket } from '../plan.ts';
import { soundMandateFile } from './mandate-file.ts';
import { printDocument } from './show/document.ts';
import { explanation } from './show/explanation.ts';
import { printLines } from './show/lines.ts';
import type { ExitCode, World } from './world.ts';

interface Request {
  readonly bucket: string;
  readonly account: string;
  readonly region: string;
  readonly mandate: string | undefined;
  readonly json: boolean;
}

/**
 * `stocktake explain`: which rules meet a bucket and why. Reads only.
 *
 * @throws KnownFailure `unreadable` with the bucket's name and place when there is none; AWS's other answers as they are.
 */
export async function explainBucket(request: Request, world: World): Promise<ExitCode> {
  const cloud = await world.connect(await soundMandateFile(request.mandate, world));
  const { account, region, bucket: name } = request;
  const planned = await planExisting(cloud, { account, region, name });
  if (request.json) printDocument(world.out, documentOf(planned));
  else printLines(world.out, explanation(world.out, planned));
  return 0;
}

async function planExisting(cloud: Cloud, bucket: BucketRef): Promise<BucketPlan> {
  const known = await recall(cloud, bucket);
  return planBucket(cloud, known).catch((cause: unknown) => {
    if (failureOf(cause).cause !== 'gone') throw cause;
    const message = `account ${bucket.account} has no bucket ${bucket.name} in ${bucket.region}`;
    throw new KnownFailure('unreadable', message, { cause });
  });
}

function documentOf({ facts, judgement, observed, plan }: BucketPlan): object {
  const { standing, reason, rules, exemption, desired } = judgement;
  return {
    bucket: facts,
    standing,
    ...(reason && { reason }),
    rules,
    ...(exemption && { exemption }),
    desired: desired.inventories.map(({ inventory }) => inventory),
    observed,
    changes: plan.changes,
    surplus: plan.surplus,
  };
}
