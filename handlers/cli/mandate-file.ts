import { KnownFailure } from '../../infra/aws/failure.ts';
import { type MandateReading, parseMandate } from '../../rules/mandate.ts';
import { formatProblem } from '../../rules/problem.ts';
import { readDocument } from './read-document.ts';
import type { World } from './world.ts';

/** The mandate to work with: the flag, else MANDATE_FILE, else that of the folder. */
export function mandateFile(flag: string | undefined, { environment }: World): string {
  return flag ?? (environment.MANDATE_FILE || 'mandate.yaml');
}

/**
 * Reads a mandate and checks it.
 *
 * @throws KnownFailure `unreadable` when there is no such file.
 */
export async function readMandate(file: string): Promise<MandateReading> {
  return checkMandate(await mandateBytes(file), file);
}

/**
 * The file as it is.
 *
 * @throws KnownFailure `unreadable` when there is none.
 */
export function mandateBytes(file: string): Promise<Uint8Array> {
  return readDocument(file, 'name the mandate with --mandate or MANDATE_FILE');
}

/** Checks a mandate as of today. */
export function checkMandate(bytes: Uint8Array, file: string): MandateReading {
  return parseMandate(bytes, file, new Date().toISOString().slice(0, 10));
}

/**
 * The file, once it is sure that it holds a mandate. Commands ask before they do anything else, so that a mistake in it
 * is one line for the person who made it and never a failure in the ledger.
 *
 * @throws KnownFailure `unreadable` with the first mistake.
 */
export async function soundMandateFile(flag: string | undefined, world: World): Promise<string> {
  const file = mandateFile(flag, world);
  const { errors = [] } = await readMandate(file);
  const [first] = errors;
  if (!first) return file;
  const rest = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  const advice = `\`stocktake validate ${file}\` shows all`;
  throw new KnownFailure('unreadable', `${formatProblem(file, first)}${rest}; ${advice}`);
}
