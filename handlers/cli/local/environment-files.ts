import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { KnownFailure } from '../../../infra/aws/failure.ts';
import { makeFolder } from '../make-folder.ts';

export interface FunctionEnvironment {
  readonly name: string;
  readonly variables: Readonly<Record<string, string>>;
}

/**
 * Writes `<folder>/<function>.env`, lines of `KEY=value`, with all that Lambda would set, so that the built functions can
 * be run by somebody else. Readable by the owner alone, as everything with credentials in it.
 *
 * @throws KnownFailure `unreadable`, in one line, when the folder cannot be written to.
 */
export async function writeEnvironmentFiles(
  folder: string,
  functions: readonly FunctionEnvironment[],
): Promise<void> {
  try {
    await makeFolder(folder);
    for (const { name, variables } of functions) await writeVariables(folder, name, variables);
  } catch (cause) {
    const message = `--outside ${folder}: ${(cause as Error).message}`;
    throw new KnownFailure('unreadable', message, { cause });
  }
}

async function writeVariables(
  folder: string,
  name: string,
  variables: FunctionEnvironment['variables'],
): Promise<void> {
  const lines = Object.entries(variables).map(([key, value]) => `${key}=${value}\n`);
  await writeFile(join(folder, `${name}.env`), lines.join(''), { mode: 0o600 });
}
