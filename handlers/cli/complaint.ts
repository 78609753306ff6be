import { failureOf } from '../../infra/aws/failure.ts';
import { causes } from '../../rules/cause.ts';
import { printable } from './show/printable.ts';
import { UsageError } from './usage-error.ts';

/**
 * Whatever was thrown, in one line for the person at the keyboard: what happened, and what to do about it. A command is no
 * message: of a malformed one only the account can be meant.
 */
export function complaint(thrown: unknown): string {
  if (thrown instanceof UsageError) return printable(thrown.message);
  const { cause, message, region } = failureOf(thrown);
  const said = printable(message);
  if (cause === 'gone') return `there is no such bucket (${said})`;
  if (cause === 'unexpected') return `unexpected: ${said}`;
  if (cause === 'unreadable' || cause === 'unsupported') return said;
  if (cause === 'malformed-message') return `${said}; check --account`;
  if (cause === 'wrong-region' && region)
    return `the bucket is in ${printable(region)}: use --region ${printable(region)}`;
  return `${said} (${cause}): ${causes[cause].sentence}`;
}
