import { amount } from '../../rules/amount.ts';
import type { Mandate } from '../../rules/mandate.ts';
import { holdAgainstTemplate } from './hold-against-template.ts';
import { mandateFile, readMandate } from './mandate-file.ts';
import { printDocument } from './show/document.ts';
import { type Findings, printFindings } from './show/findings.ts';
import { UsageError } from './usage-error.ts';
import type { ExitCode, World } from './world.ts';

interface Request {
  readonly file: string | undefined;
  readonly mandate: string | undefined;
  readonly template: string | undefined;
  readonly config: string | undefined;
  readonly json: boolean;
}

/**
 * `stocktake validate`: every mistake of a mandate on stderr, one a line; a word of praise on stdout when there is none.
 * With a template also everything in which the mandate does not fit its deployment.
 */
export async function validate(request: Request, world: World): Promise<ExitCode> {
  mustFitTogether(request);
  const file = mandateFile(request.file ?? request.mandate, world);
  const { errors, warnings, praise } = await look(file, request);
  if (request.json) printDocument(world.out, { file, errors, warnings });
  else printFindings(file, { errors, warnings, praise }, world);
  return errors.length > 0 ? 1 : 0;
}

function mustFitTogether({ file, mandate, template, config }: Request): void {
  if (file !== undefined && mandate !== undefined)
    throw new UsageError('the mandate is named twice; leave --mandate out');
  if (config !== undefined && template === undefined)
    throw new UsageError('--config is about a template: name that with --template as well');
}

async function look(file: string, { template, config }: Request): Promise<Findings> {
  if (template !== undefined) return holdAgainstTemplate({ file, template, config });
  const reading = await readMandate(file);
  const { errors = [], warnings } = reading;
  return { errors, warnings, praise: reading.errors ? '' : fine(reading.mandate) };
}

function fine({ rules, exemptions }: Mandate): string {
  return `is fine: ${amount(rules.length, 'rule')}, ${amount(exemptions.length, 'exemption')}`;
}
