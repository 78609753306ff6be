import { amount } from '../../rules/amount.ts';
import type { BucketPlan } from '../plan.ts';
import { soundMandateFile } from './mandate-file.ts';
import { planCounts } from './plan-counts.ts';
import { type OrganizationPlan, planOrganization, undecidedRules } from './plan-organization.ts';
import { printDocument } from './show/document.ts';
import { printLines } from './show/lines.ts';
import { planReport, unreadableLine } from './show/plan-report.ts';
import { progressOn } from './show/progress.ts';
import { warnOfStandstill } from './warn-of-standstill.ts';
import type { ExitCode, World } from './world.ts';

interface Request {
  readonly account: readonly string[];
  readonly bucket: readonly string[];
  readonly mandate: string | undefined;
  readonly json: boolean;
}

/** `stocktake plan`: what would change, as a diff. It has no path to a write. */
export async function plan(request: Request, world: World): Promise<ExitCode> {
  const cloud = await world.connect(await soundMandateFile(request.mandate, world));
  const progress = progressOn(world.err);
  const scope = { accounts: request.account, names: request.bucket };
  const planned = await planOrganization(cloud, scope, (buckets) =>
    progress.say(`${amount(buckets, 'bucket')} looked at`),
  ).finally(progress.end);
  const missing = request.bucket.filter((name) => !planned.met.has(name));
  print(request, planned, world);
  await warnOfStandstill(cloud, 'plan', world);
  complain(planned, missing, world);
  if (planned.unreadable.length > 0 || missing.length > 0) return 1;
  return planned.plans.length > 0 ? 2 : 0;
}

function print({ json }: Request, planned: OrganizationPlan, { out }: World): void {
  const counts = planCounts(planned.plans);
  if (!json) {
    printLines(out, planReport(out, planned, counts));
    return;
  }
  printDocument(out, {
    buckets: planned.plans.map(bucketDocument),
    counts,
    failed: planned.unreadable,
  });
}

function bucketDocument(planned: BucketPlan): object {
  const { account, region, name } = planned.bucket;
  const { changes, surplus } = planned.plan;
  const undecided = undecidedRules(planned);
  return {
    account,
    region,
    bucket: name,
    changes,
    surplus,
    ...(undecided.length > 0 && { undecided }),
  };
}

function complain(planned: OrganizationPlan, missing: readonly string[], { err }: World): void {
  const lost = missing.map(
    (name) => `there is no bucket ${name} in the accounts that could be read`,
  );
  const lines = [...planned.unreadable.map(unreadableLine), ...lost];
  printLines(
    err,
    lines.map((line) => `stocktake plan: ${line}`),
  );
}
