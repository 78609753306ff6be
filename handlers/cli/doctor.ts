import { amount } from '../../rules/amount.ts';
import type { Gap } from '../../rules/doctor/gap.ts';
import { gapsOf, notesOf } from '../../rules/doctor/gaps-of.ts';
import { type Examination, examineOrganization } from './doctor/examine-organization.ts';
import { soundMandateFile } from './mandate-file.ts';
import { doctorReport } from './show/doctor-report.ts';
import { printDocument } from './show/document.ts';
import { printLines } from './show/lines.ts';
import { progressOn } from './show/progress.ts';
import type { ExitCode, World } from './world.ts';

interface Request {
  readonly account: readonly string[];
  readonly region: readonly string[];
  readonly mandate: string | undefined;
  readonly json: boolean;
}

/** `stocktake doctor`: what the live set-up lacks, each gap with its fix. It has no path to a write. */
export async function doctor(request: Request, world: World): Promise<ExitCode> {
  const cloud = await world.connect(await soundMandateFile(request.mandate, world));
  const progress = progressOn(world.err);
  const scope = { accounts: request.account, regions: request.region };
  const examined = await examineOrganization(cloud, scope, (accounts) =>
    progress.say(`${amount(accounts, 'account')} looked at`),
  ).finally(progress.end);
  const at = new Date(cloud.clock.now()).toISOString();
  const gaps = gapsOf(examined.verdicts);
  if (request.json) printDocument(world.out, documentOf(at, gaps, examined));
  else printLines(world.out, doctorReport(world.out, { at, gaps, ...examined }));
  return gaps.length > 0 ? 2 : 0;
}

function documentOf(at: string, gaps: readonly Gap[], examined: Examination): object {
  const { verdicts, accounts, regions } = examined;
  const notes = notesOf(verdicts);
  return { at, healthy: gaps.length === 0, gaps, notes, looked: { accounts, regions } };
}
