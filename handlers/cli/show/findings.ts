import { formatProblem, type Problem } from '../../../rules/problem.ts';
import type { World } from '../world.ts';
import { printLines } from './lines.ts';
import { paint } from './paint.ts';
import { printable } from './printable.ts';

/** What was found in a mandate, and outside it: the message of what has no place there names its file. */
export interface Findings {
  readonly errors: readonly (Problem | Outside)[];
  readonly warnings: readonly Problem[];
  /** What to say after the file's name when there are no errors. */
  readonly praise: string;
}

interface Outside {
  readonly message: string;
}

/** Findings for people: mistakes and warnings on stderr, one a line; praise on stdout. */
export function printFindings(file: string, findings: Findings, { out, err }: World): void {
  const line = (finding: Problem | Outside) =>
    'line' in finding ? formatProblem(file, finding) : printable(finding.message);
  const warn = paint(err, 'yellow', 'warning');
  printLines(err, findings.errors.map(line));
  printLines(
    err,
    findings.warnings.map((problem) => `${line(problem)} (${warn})`),
  );
  if (findings.errors.length > 0) return;
  printLines(out, [`${paint(out, 'green', '✓')} ${file} ${findings.praise}`]);
}
