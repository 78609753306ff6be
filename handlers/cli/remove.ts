import { KnownFailure } from '../../infra/aws/failure.ts';
import type { Cloud } from '../../infra/cloud.ts';
import { amount } from '../../rules/amount.ts';
import { configurationId } from '../../rules/inventory.ts';
import { soundMandateFile } from './mandate-file.ts';
import { type Asked, confirm } from './remove/confirm.ts';
import { type Found, findConfigurations } from './remove/find-configurations.ts';
import { type Removal, type Removed, removeAll } from './remove/remove-all.ts';
import { printDocument } from './show/document.ts';
import { printLines } from './show/lines.ts';
import { progressOn } from './show/progress.ts';
import { removalDocument, removalPlan, removalReport } from './show/removal-report.ts';
import { standstill } from './show/standstill.ts';
import { findSwitch, inForce } from './turn-switch.ts';
import { warnOfAnotherMandate } from './warn-of-another-mandate.ts';
import type { ExitCode, World } from './world.ts';

interface Request {
  readonly rule: string;
  readonly account: readonly string[];
  readonly yes: boolean;
  readonly expect: number | undefined;
  readonly mandate: string | undefined;
  readonly json: boolean;
}

/**
 * `stocktake remove`: takes the configurations of a rule that is no more off every bucket.
 *
 * @throws KnownFailure `unreadable` with the reason when it must not be done, or the organization cannot be read.
 */
export async function remove(request: Request, world: World): Promise<ExitCode> {
  const cloud = await world.connect(await soundMandateFile(request.mandate, world));
  await mustBeDropped(cloud, request.rule);
  await mustCorrect(cloud);
  const id = configurationId(request.rule);
  await warnOfAnotherMandate(cloud, 'remove', world);
  const found = await find(cloud, request, world);
  if (!request.json) printLines(world.out, removalPlan(world.out, id, found));
  const { buckets } = found;
  const ask = request.json ? undefined : world.ask;
  const confirmation = await confirm(await asked(cloud, buckets.length, request), ask);
  const removed = confirmation.go ? await removeThem(cloud, { id, buckets }, world) : undefined;
  if (request.json) printDocument(world.out, removalDocument(id, found, removed));
  else if (removed) printLines(world.out, removalReport(world.out, removed));
  if (!confirmation.go) world.err.write(`stocktake remove: ${confirmation.why}\n`);
  return exitOf(found, removed);
}

/** What is demanded would be put back at once. */
async function mustBeDropped(cloud: Cloud, rule: string): Promise<void> {
  const { rules } = await cloud.mandate();
  if (!rules.some(({ id }) => id === rule)) return;
  const message = `the mandate has the rule ${rule}: what is removed would be put back; drop it there and deploy that first`;
  throw new KnownFailure('unreadable', message);
}

async function mustCorrect(cloud: Cloud): Promise<void> {
  const why = standstill(inForce(await findSwitch(cloud)));
  if (why) throw new KnownFailure('unreadable', `nothing may be removed: ${why}`);
}

function find(cloud: Cloud, { rule, account }: Request, { err }: World): Promise<Found> {
  const progress = progressOn(err);
  const wanted = { id: configurationId(rule), accounts: account };
  return findConfigurations(cloud, wanted, (buckets) =>
    progress.say(`${amount(buckets, 'bucket')} looked at`),
  ).finally(progress.end);
}

async function asked(cloud: Cloud, total: number, { yes, expect }: Request): Promise<Asked> {
  const { limits } = await cloud.mandate();
  return { total, limit: limits.deleted, yes, expect };
}

function removeThem(cloud: Cloud, removal: Removal, { err }: World): Promise<Removed> {
  const progress = progressOn(err);
  return removeAll(cloud, removal, (done) =>
    progress.say(`${done} of ${amount(removal.buckets.length, 'configuration')} removed`),
  ).finally(progress.end);
}

function exitOf({ unreadable }: Found, removed: Removed | undefined): ExitCode {
  if (!removed) return 2;
  return unreadable.length > 0 || removed.failed.length > 0 ? 1 : 0;
}
