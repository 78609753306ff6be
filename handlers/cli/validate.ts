import type { MandateReading } from '../../rules/mandate.ts';
import { formatProblem, type Problem } from '../../rules/problem.ts';
import { mandateFile, readMandate } from './mandate-file.ts';
import { count } from './show/count.ts';
import { printDocument } from './show/document.ts';
import { printLines } from './show/lines.ts';
import { paint } from './show/paint.ts';
import { UsageError } from './usage-error.ts';
import type { ExitCode, World } from './world.ts';

interface Request {
  readonly file: string | undefined;
  readonly mandate: string | undefined;
  readonly json: boolean;
}

/** `stocktake validate`: every mistake of a mandate on stderr, one a line; a word of praise on stdout when there is none. */
export async function validate(request: Request, world: World): Promise<ExitCode> {
  if (request.file !== undefined && request.mandate !== undefined)
    throw new UsageError('the mandate is named twice; leave --mandate out');
  const file = mandateFile(request.file ?? request.mandate, world);
  const reading = await readMandate(file);
  if (request.json) printDocument(world.out, documentOf(file, reading));
  else printFindings(file, reading, world);
  return reading.errors ? 1 : 0;
}

function documentOf(file: string, { errors = [], warnings }: MandateReading): object {
  return { file, errors, warnings };
}

function printFindings(file: string, reading: MandateReading, { out, err }: World): void {
  const line = (problem: Problem) => formatProblem(file, problem);
  const warn = paint(err, 'yellow', 'warning');
  printLines(err, (reading.errors ?? []).map(line));
  printLines(
    err,
    reading.warnings.map((problem) => `${line(problem)} (${warn})`),
  );
  if (reading.errors) return;
  const { rules, exemptions } = reading.mandate;
  const holds = `${count(rules.length, 'rule')}, ${count(exemptions.length, 'exemption')}`;
  printLines(out, [`${paint(out, 'green', '✓')} ${file} is fine: ${holds}`]);
}
