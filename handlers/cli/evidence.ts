import type { Cloud } from '../../infra/cloud.ts';
import { mandateDigest } from '../../infra/mandate.ts';
import { amount } from '../../rules/amount.ts';
import { bucketRecords } from './bucket-records.ts';
import { type Draft, discard, draftFile, publish } from './evidence/drafts.ts';
import { verifyEvidence } from './evidence/verify.ts';
import { beginStatus, statusDocument } from './ledger-status.ts';
import { soundMandateFile } from './mandate-file.ts';
import { printDocument } from './show/document.ts';
import { printLines } from './show/lines.ts';
import type { LedgerStatus } from './show/status-report.ts';
import { UsageError } from './usage-error.ts';
import { warnOfAnotherMandate } from './warn-of-another-mandate.ts';
import type { ExitCode, World } from './world.ts';

interface Request {
  readonly out: string | undefined;
  readonly verify: string | undefined;
  readonly mandate: string | undefined;
  readonly json: boolean;
}

/** `stocktake evidence`: how every bucket stands, for whoever has to see it in writing. */
export async function evidence(request: Request, world: World): Promise<ExitCode> {
  const { out, verify, mandate, json } = request;
  if (verify !== undefined && (out !== undefined || mandate !== undefined))
    throw new UsageError('--verify only reads; leave --out and --mandate out');
  if (verify !== undefined) return verifyEvidence(verify, json, world);
  const cloud = await world.connect(await soundMandateFile(mandate, world));
  const written = await writeEvidence(cloud, out ?? '.', world);
  if (json) printDocument(world.out, written);
  else
    printLines(world.out, [
      `${amount(written.total, 'bucket')} as of ${written.at}`,
      ...written.files.map((file) => `  ${file}`),
    ]);
  return 0;
}

interface Written {
  readonly at: string;
  readonly total: number;
  readonly files: readonly string[];
}

async function writeEvidence(cloud: Cloud, folder: string, world: World): Promise<Written> {
  await warnOfAnotherMandate(cloud, 'evidence', world);
  const began = new Date(cloud.clock.now()).toISOString();
  const name = `stocktake-evidence-${began.slice(0, 19).replaceAll(':', '')}Z`;
  const reading = await beginStatus(cloud, { command: 'evidence' }, world);
  const drafts: Draft[] = [];
  const draft = async (end: string, pieces: Parameters<typeof draftFile>[2]) => {
    const done = await draftFile(folder, `${name}.${end}`, pieces);
    drafts.push(done);
    return done;
  };
  try {
    const table = await draft('csv', bucketRecords(cloud, reading));
    const status = reading.status();
    await draft('json', [await documentOf(cloud, status, table)]);
    await draft('sha256', drafts.map(checksumLine));
    return { at: status.at, total: status.total, files: await publish(drafts) };
  } catch (error) {
    await discard(drafts);
    throw error;
  }
}

/** As `sha256sum` writes it. */
function checksumLine({ file, sha256 }: Draft): string {
  return `${sha256}  ${file}\n`;
}

async function documentOf(
  cloud: Cloud,
  status: LedgerStatus,
  { file, sha256 }: Draft,
): Promise<string> {
  const mandate = await cloud.mandate();
  const document = {
    version: 1,
    organization: cloud.settings.organizationId,
    ...statusDocument(status),
    mandate: { digest: mandateDigest(mandate), document: mandate },
    csv: { file, sha256 },
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}
